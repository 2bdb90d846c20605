using System.Collections.Immutable;

namespace Slipway.Imports.Compose.Support;

/// <summary>
/// What becomes of every attribute of the Compose Specification. The conversion reports from these rows, and the page that users read is made from
/// them, so that the two cannot disagree.
/// </summary>
public static class SupportCatalogue
{
    /// <summary>Gets the rows, in the order of the page.</summary>
    public static ImmutableArray<SupportRow> All { get; } =
        [.. ProjectSupport.Rows, .. ServiceSupport.Rows, .. ServiceListSupport.Rows, .. BuildSupport.Rows, .. DeploySupport.Rows, .. ResourceSupport.Rows];

    /// <summary>Gets the rows as a tree.</summary>
    internal static SupportNode Root { get; } = SupportNode.Of(All);

    /// <summary>Rows of several attributes below one place that become the same.</summary>
    internal static IEnumerable<SupportRow> Done(string parent, string names, string note, string? trust = null) =>
        Expand(parent, names).Select(path => new SupportRow(path, SupportStatus.Done, note) { Trust = trust });

    internal static IEnumerable<SupportRow> Changed(string parent, string names, string note, bool isTold = true) =>
        Expand(parent, names).Select(path => new SupportRow(path, SupportStatus.Changed, note) { IsTold = isTold });

    internal static IEnumerable<SupportRow> NotApplicable(string parent, string names, string note, bool isTold = true) =>
        Expand(parent, names).Select(path => new SupportRow(path, SupportStatus.NotApplicable, note) { IsTold = isTold });

    internal static IEnumerable<SupportRow> Refused(string parent, string names, string note, string? code = null, bool isTold = true) =>
        Expand(parent, names).Select(path =>
        {
            var row = new SupportRow(path, SupportStatus.Refused, note) { IsTold = isTold };
            return code is null ? row : row with { Code = code };
        });

    private static IEnumerable<string> Expand(string parent, string names) =>
        names.Length == 0 ? [parent] : names.Split(' ').Select(name => parent.Length == 0 ? name : $"{parent}.{name}");
}
