using System.Text;

namespace Slipway.Compose.Tests;

/// <summary>Short texts that stand for much.</summary>
public sealed class HostileTextTests
{
    [Fact]
    public void Load_InterpolationOfManyValues_IsRefused()
    {
        var options = Compose.With(("A", new string('a', 100_000)));
        var labels = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"      l{i}: $A\n"));

        var result = BoundedLoad.Load(400, options, $"services:\n  web:\n    image: x\n    labels:\n{labels}");

        Assert.Equal([Rules.TooMuchText.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_EnvFileThatDoublesItself_IsRefused()
    {
        var text = new StringBuilder("V0=xxxxxxxxxxxxxxxx\n");
        for (var i = 1; i < 1000; i++)
        {
            text.Append('V').Append(i).Append("=$V").Append(i - 1).Append("$V").Append(i - 1).Append('\n');
        }

        var result = BoundedLoad.Load(200, "services: {web: {image: x}}\n", (".env", text.ToString()));

        Assert.Equal([Rules.Template.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_EnvFileOfManyLongValues_IsRefused()
    {
        var text = $"A={new string('a', 500_000)}\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"V{i}=$A\n"));

        var result = BoundedLoad.Load(400, "services: {web: {image: x}}\n", (".env", text));

        Assert.Equal([Rules.TooMuchText.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_EnvFileOfAMillionVariables_IsRefused()
    {
        var text = string.Concat(Enumerable.Range(0, 510_000).Select(i => $"V{i:x}=\n"));

        var result = BoundedLoad.Load(300, "services: {web: {image: x}}\n", (".env", text));

        Assert.Equal([Rules.TooManyNodes.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_OneLargeEnvFileInManyServices_StopsAtABound()
    {
        var services = string.Concat(Enumerable.Range(0, 500).Select(i => $"  s{i}: {{image: x, env_file: big.env}}\n"));

        var result = BoundedLoad.Load(500, "services:\n" + services, ("big.env", string.Concat(Enumerable.Range(0, 5000).Select(i => $"V{i}={new string('x', 600)}\n"))));

        Assert.Contains(Rules.FileTooLarge.Code, BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_ManyUnsetVariables_DoNotHideAnError()
    {
        var text = "services:\n  web:\n    image: x\n    scale: many\n    command: \"" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"$v{i} ")) + "\"\n";

        var result = BoundedLoad.Load(300, text);

        Assert.Equal(Rules.Cast.Code, Assert.Single(Compose.Errors(result)).Code);
        Assert.Equal(ComposeLimits.Default.MaxDiagnostics, result.Diagnostics.Count(d => d.Code == Rules.UnsetVariable.Code));
        Assert.Equal(Rules.MoreFindings.Code, result.Diagnostics[^1].Code);
    }

    [Fact]
    public void Load_EnvFileOfManyUnsetVariables_IsReadOnce()
    {
        var result = BoundedLoad.Load(300, "services: {web: {image: x}}\n", (".env", string.Concat(Enumerable.Range(0, 100_000).Select(i => $"V{i}=$u{i}\n"))));

        Assert.NotNull(result.Project);
        Assert.Equal(ComposeLimits.Default.MaxDiagnostics + 1, result.Diagnostics.Length);
    }

    [Theory]
    [InlineData("${A:-", "}")]
    [InlineData("${A:+", "}")]
    [InlineData("${A:?", "}")]
    [InlineData("${", "}")]
    [InlineData("{", "}")]
    [InlineData("${A:-$", "}")]
    [InlineData("${A", "")]
    [InlineData("$", "")]
    [InlineData("${A:-{", "}")]
    public void Load_TemplatesNestedOrRepeated_NeverThrow(string open, string close)
    {
        foreach (var count in new[] { 50, 99, 100, 101, 5_000 })
        {
            var nested = string.Concat(Enumerable.Repeat(open, count)) + string.Concat(Enumerable.Repeat(close, count));
            var repeated = string.Concat(Enumerable.Repeat(open + close, count));

            BoundedLoad.Load(200, Compose.WithService($"user: '{nested}'\nhostname: '{repeated}'"));
        }
    }

    [Fact]
    public void Load_CommandOfMillionsOfWords_IsRefused()
    {
        var text = $"x-c: &c \"{string.Concat(Enumerable.Repeat("a ", 200_000))}\"\nservices:\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"  s{i}: {{image: x, command: *c}}\n"));

        Assert.Equal([Rules.TooManyNodes.Code], BoundedLoad.Codes(BoundedLoad.Load(1000, text)));
    }

    [Fact]
    public void Load_RangesOfAllPorts_StopAtTheBound()
    {
        var text = Compose.WithService("ports:\n" + string.Concat(Enumerable.Range(1, 1000).Select(i => $"- \"127.0.{i / 250}.{i % 250}:1-65535:1-65535\"\n")));

        var result = BoundedLoad.Load(900, text);

        Assert.Equal([Rules.TooManyNodes.Code], BoundedLoad.Codes(result));
        Assert.Contains("65535 ports", result.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OneRangeOfTenThousandPorts_Works() =>
        Assert.Equal(10_001, BoundedLoad.Load(100, Compose.WithService("ports: [\"10000-20000:10000-20000/udp\"]")).GetProjectOrThrow().Services["web"].Ports.Count);

    [Fact]
    public void Load_BracesThatDoNotPairUp_AreLookedThroughOnce()
    {
        // Without the pairs noted, each of the 200,000 lines would be compared with all that follow.
        var text = "services:\n  web:\n    image: x\n    user: |\n" + string.Concat(Enumerable.Repeat("      ${A:-{}\n", 200_000));

        var user = BoundedLoad.Load(400, text).GetProjectOrThrow().Services["web"].User!;

        Assert.Equal(string.Concat(Enumerable.Repeat("{\n", 200_000)), user);
    }

    [Fact]
    public void Load_HostWithMillionsOfAddresses_IsRefused()
    {
        var result = BoundedLoad.Load(100, Compose.WithService($"extra_hosts: [\"a={new string(',', 1_000_000)}\"]"));

        Assert.Equal([Rules.TooManyNodes.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_PoolsOfManySubnetsOverMany_AreRefused()
    {
        var pools = "networks: {default: {ipam: {config: [" + string.Join(", ", Enumerable.Range(0, 15_000).Select(i => $"{{subnet: s{i}}}")) + "]}}}\n";

        var result = BoundedLoad.Load(300, Compose.WithService("restart: always") + pools, ("compose.override.yaml", pools));

        Assert.Equal([Rules.TooManyNodes.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_ManyProfilesFromAnEnvFile_AreComparedUpToABound()
    {
        var result = BoundedLoad.Load(300, "services:\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"  s{i}: {{image: x, profiles: [profile-number-{i}]}}\n")) + "  web: {image: x}\n",
            (".env", "COMPOSE_PROFILES=" + string.Join(',', Enumerable.Range(0, 200_000).Select(i => $"profil-number-{i}")) + "\n"));

        Assert.InRange(result.Diagnostics.Length, 0, 20);
    }

    [Fact]
    public void Load_HugeScale_IsANumberAndNothingElse()
    {
        var project = BoundedLoad.Load(8, Compose.WithService($"scale: {long.MaxValue}")).GetProjectOrThrow();

        Assert.Equal(long.MaxValue, project.Services["web"].Scale);
    }

    [Fact]
    public void Load_ManyItemsOfAUniqueList_AreComparedOnce()
    {
        var items = string.Join(", ", Enumerable.Range(0, 40_000).Select(i => $"item-{i}"));

        Assert.NotNull(BoundedLoad.Load(400, Compose.WithService($"security_opt: [{items}]\ncap_add: [{items}]"), ("compose.override.yaml", $"services: {{web: {{dns: [{items}]}}}}\n")).Project);
    }
}
