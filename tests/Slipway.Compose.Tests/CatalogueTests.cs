using System.Globalization;
using System.Reflection;

namespace Slipway.Compose.Tests;

public sealed class CatalogueTests
{
    public static TheoryData<string> Codes => [.. DiagnosticCatalogue.All.Select(r => r.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Example_OfEachCode_LeadsToIt(string code)
    {
        var rule = DiagnosticCatalogue.Find(code)!;
        var result = LoadExample(rule);

        var found = Assert.Single(result.Diagnostics, d => d.Code == code);
        Assert.Equal(rule.Severity, found.Severity);
        Assert.Equal(rule.Severity == Severity.Warning, result.Project is not null);
        Assert.DoesNotContain(result.Diagnostics, d => d.Severity == Severity.Error && d.Code != code);
        Assert.Matches("[.?\"]$", found.Message);
    }

    [Fact]
    public void All_Codes_AreUniqueAndComplete()
    {
        var declared = typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => ((DiagnosticRule)f.GetValue(null)!).Code).Order(StringComparer.Ordinal);

        Assert.Equal(declared, DiagnosticCatalogue.All.Select(r => r.Code).Order(StringComparer.Ordinal));
        Assert.Equal(DiagnosticCatalogue.All.Length, DiagnosticCatalogue.All.Select(r => r.Code).Distinct().Count());
    }

    [Fact]
    public void ToString_Error_SaysPlaceCodePathAndMessage()
    {
        var result = Compose.Load(Compose.WithService("ports:\n  - \"80:80\"\n  - \"99999\""));

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(
            $"compose.yaml:6:9: error {Rules.Port.Code}: services.web.ports[1]: \"99999\" is not a port; use 1-65535, or a range such as 8000-8010.",
            error.ToString());
    }

    [Fact]
    public void Limits_Default_AreOnThePage()
    {
        var page = File.ReadAllText(Path.Combine(GoldenFiles.Repository, "docs", "compose-loader.md"));

        Assert.All(typeof(ComposeLimits).GetProperties().Where(p => p.Name != nameof(ComposeLimits.Default) && p.PropertyType == typeof(int)),
            p => Assert.Contains($"`{p.Name}`", page, StringComparison.Ordinal));
    }

    /// <summary>Loads an example: its files, under the limit or with the command that its first line says.</summary>
    internal static LoadResult LoadExample(DiagnosticRule rule)
    {
        const string Unreadable = "unreadable file ";
        var parts = rule.Example.Split("--- file ");
        var files = new MemoryFiles();
        if (parts[0].Split("--- " + Unreadable) is [var compose, var broken])
        {
            (parts[0], files.Broken) = (compose, "/project/" + broken.Trim());
        }

        if (parts[0].Length > 0)
        {
            files["/project/compose.yaml"] = parts[0];
        }

        foreach (var part in parts.Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            files["/project/" + part[..end]] = part[(end + 1)..];
        }

        return ComposeLoader.Load(Options(parts[0].Split('\n')[0].Split(' ')), files);
    }

    private static ComposeLoadOptions Options(string[] words)
    {
        var limits = new ComposeLimits();
        switch (words)
        {
            case ["#", var limit, "=", var value]:
                typeof(ComposeLimits).GetProperty(limit)!.SetValue(limits, int.Parse(value, CultureInfo.InvariantCulture));
                return Compose.Options with { Limits = limits };
            case ["#", "slipway", "config", "--profile", var profile]:
                return Compose.Options with { Profiles = [profile] };
            case ["#", "slipway", "config", var service]:
                return Compose.Options with { Services = [service] };
            default:
                return Compose.Options;
        }
    }
}
