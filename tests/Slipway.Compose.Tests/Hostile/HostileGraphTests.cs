using System.Text;

namespace Slipway.Compose.Tests;

/// <summary>Projects whose parts refer to each other more often than anybody would write.</summary>
public sealed class HostileGraphTests
{
    /// <summary>300 services, each waiting for all before it: 45,000 edges of two nodes, near the bound of a document.</summary>
    private static string Dense(bool closed)
    {
        var text = new StringBuilder("services:\n");
        for (var i = 0; i < 300; i++)
        {
            text.Append("  s").Append(i).Append(": {image: x");
            var others = closed ? Enumerable.Range(0, 300).Where(n => n != i) : Enumerable.Range(0, i);
            text.Append(", depends_on: [").AppendJoin(", ", others.Select(n => $"s{n}")).Append("]}\n");
        }

        return text.ToString();
    }

    [Fact]
    public void Load_FortyThousandDependencies_Work() => Assert.Equal(300, BoundedLoad.Load(400, Dense(closed: false)).GetProjectOrThrow().Services.Count);

    [Fact]
    public void Load_NinetyThousandDependenciesInCycles_AreReported()
    {
        var result = BoundedLoad.Load(900, Dense(closed: true));

        Assert.Equal([Rules.DependencyCycle.Code], BoundedLoad.Codes(result));
        Assert.Equal(Rules.MoreFindings.Code, result.Diagnostics[^1].Code);
    }

    [Fact]
    public void Load_ChainOfFifteenThousand_Works()
    {
        var text = new StringBuilder("services:\n");
        for (var i = 0; i < 15_000; i++)
        {
            text.Append("  s").Append(i).Append(": {image: x, network_mode: \"service:s").Append(i + 1).Append("\"}\n");
        }

        text.Append("  s15000: {image: x}\n");

        Assert.Equal(15_001, BoundedLoad.Load(400, text.ToString()).GetProjectOrThrow().Services.Count);
    }

    [Fact]
    public void Load_RingOfFifteenThousand_IsReportedShortly()
    {
        var text = new StringBuilder("services:\n");
        for (var i = 0; i < 15_000; i++)
        {
            text.Append("  s").Append(i).Append(": {image: x, network_mode: \"service:s").Append((i + 1) % 15_000).Append("\"}\n");
        }

        var error = Assert.Single(BoundedLoad.Load(400, text.ToString()).Diagnostics);

        Assert.Equal(Rules.DependencyCycle.Code, error.Code);
        Assert.InRange(error.Message.Length, 100, 600);
        Assert.Contains(".network_mode", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ManyLinksOfOneService_Work()
    {
        var text = $"services:\n  web:\n    image: x\n    links: [{string.Join(", ", Enumerable.Range(0, 12_000).Select(i => $"s{i}:a{i}"))}]\n"
            + string.Concat(Enumerable.Range(0, 12_000).Select(i => $"  s{i}: {{image: x}}\n"));

        Assert.Equal(12_000, BoundedLoad.Load(400, text).GetProjectOrThrow().Services["web"].DependsOn.Count);
    }

    [Fact]
    public void Load_ManyNamesThatDoNotExist_AreComparedUpToTheBoundOnly()
    {
        var text = "services:\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"  service-number-{i}: {{image: x, depends_on: [servise-nunber-{i}]}}\n"));

        var result = BoundedLoad.Load(400, text);

        Assert.Equal([Rules.UndefinedService.Code], BoundedLoad.Codes(result));
        Assert.Equal(ComposeLimits.Default.MaxDiagnostics + 1, result.Diagnostics.Length);
    }

    [Fact]
    public void Load_ManyProfiles_Work()
    {
        var text = "services:\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"  s{i}: {{image: x, profiles: [{string.Join(", ", Enumerable.Range(0, 250).Select(p => $"p{p}"))}]}}\n"));

        Assert.Equal(300, BoundedLoad.Load(200, Compose.Options with { Profiles = ["p249"] }, text).GetProjectOrThrow().Services.Count);
    }

    [Fact]
    public void Load_ExtendsOfALargeBaseByMany_CountsWhatIsInherited()
    {
        var text = new StringBuilder("services:\n  base:\n    image: x\n    environment:\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append("      V").Append(i).Append(": v\n");
        }

        for (var i = 0; i < 2_000; i++)
        {
            text.Append("  s").Append(i).Append(": {extends: base}\n");
        }

        var result = BoundedLoad.Load(1200, text.ToString());

        Assert.Equal([Rules.TooManyNodes.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_IncludesWideAndDeep_StopAtTheNumberOfFiles()
    {
        var files = Enumerable.Range(0, 30).Select(i => ($"{i}.yaml", $"include: [{i + 1}.yaml, {i + 1}.yaml, {i + 1}.yaml]\n")).Append(("30.yaml", "services: {web: {image: x}}\n")).ToArray();

        var result = BoundedLoad.Load(400, "include: [0.yaml, 0.yaml]\n", files);

        Assert.Equal([Rules.TooManyFiles.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_ExtendsWideAndDeepOverFiles_StopsAtABound()
    {
        var files = Enumerable.Range(0, 40).Select(i => ($"{i}.yaml", "services:\n" + string.Concat(Enumerable.Range(0, 20).Select(s => $"  s{s}: {{extends: {{file: {i + 1}.yaml, service: s{(s + 7) % 20}}}}}\n"))))
            .Append(("40.yaml", "services:\n" + string.Concat(Enumerable.Range(0, 20).Select(s => $"  s{s}: {{image: x}}\n")))).ToArray();

        var result = BoundedLoad.Load(400, "services:\n" + string.Concat(Enumerable.Range(0, 20).Select(s => $"  s{s}: {{extends: {{file: 0.yaml, service: s{s}}}}}\n")), files);

        Assert.Equal(20, result.GetProjectOrThrow().Services.Count);
    }

    [Fact]
    public void Load_FilesThatExtendEachOther_AreACycle()
    {
        var result = Compose.Load(
            "services: {web: {extends: {file: a.yaml, service: web}}}\n",
            ("a.yaml", "services: {web: {extends: {file: b.yaml, service: web}}}\n"),
            ("b.yaml", "services: {web: {extends: {file: a.yaml, service: web}}}\n"));

        Assert.Equal([Rules.ExtendsCycle.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_ManyIncludesWithManyVariables_StaySmall()
    {
        var environment = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"V{i}=x\n"));
        var files = Enumerable.Range(0, 200).Select(i => ($"d{i}/c.yaml", $"services: {{s{i}: {{image: x}}}}\n")).Append((".env", environment)).ToArray();

        var result = BoundedLoad.Load(200, "include:\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"- d{i}/c.yaml\n")), files);

        Assert.Equal(200, result.GetProjectOrThrow().Services.Count);
    }
}
