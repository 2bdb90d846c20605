using System.Text.RegularExpressions;

namespace Slipway.Scenarios.Running.Attributes;

/// <summary>The support table and the scenarios name the same attributes.</summary>
public sealed partial class CoverageTests
{
    private static AttributeRow[] Rows =>
        [.. OrdinaryRows.Services, .. ResourceRows.All, .. TrustedProject.Rows, .. LimitedProject.Rows, .. LimitedProject.WithoutIpv4, .. LimitedProject.WithContexts, .. Hooks];

    /// <summary>Gets what the tests look at beside their rows: commands before the stop are seen when it has stopped.</summary>
    private static AttributeRow[] Hooks { get; } =
    [
        new("services.*.pre_stop[].command services.*.pre_stop[].user services.*.pre_stop[].working_dir services.*.pre_stop[].environment", "hooked", "", ""),
        new("services.*.pre_stop[].privileged", "after", "", ""),
    ];

    [Fact]
    public void SupportTable_EveryDoneAttribute_HasAScenario()
    {
        var seen = Rows.SelectMany(r => r.Attributes.Split(' ')).ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], Table().Where(r => r.Status == "done" && !seen.Contains(r.Attribute)).Select(r => r.Attribute));
    }

    [Fact]
    public void SupportTable_EveryScenario_IsOfADoneAttribute()
    {
        var done = Table().Where(r => r.Status == "done").Select(r => r.Attribute).ToHashSet(StringComparer.Ordinal);

        Assert.True(done.Count > 150, $"only {done.Count} attributes");
        Assert.Equal([], Rows.SelectMany(r => r.Attributes.Split(' ')).Where(a => !done.Contains(a)).Distinct());
    }

    // The page is made from the catalogue that the conversion uses, which a test of its own holds.
    private static (string Attribute, string Status)[] Table() =>
    [
        .. File.ReadLines(SourceTree.PathOf("docs", "compose-support.md"))
            .Select(line => RowOf().Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
    ];

    [GeneratedRegex(@"^\| `([^`]+)` \| ([a-z ]+) \|")]
    private static partial Regex RowOf();
}
