using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Server.Views;

namespace Slipway.Server.Clusters;

/// <summary>What the API shows of revisions.</summary>
internal static class RevisionViews
{
    private const string First = "the first one";

    /// <summary>The view of a revision beside the one before it.</summary>
    public static RevisionView ToView(this Revision revision, Revision? before, int current) => new(
        revision.Number,
        revision.Number == current,
        revision.Commit.Length == 0 ? null : revision.Commit,
        revision.CreatedAt,
        [.. revision.Set.Configurations.Select(c => c.Name)],
        (before is null ? First : RevisionDiff.Between(before.Set, revision.Set).Summarize()) + NewSources(revision, before),
        revision.Diagnostics.ToViews());

    /// <summary>What differs between two revisions.</summary>
    public static RevisionDiffView Compare(string cluster, Revision from, Revision to)
    {
        var diff = RevisionDiff.Between(from.Set, to.Set);
        return new RevisionDiffView(
            cluster,
            from.Number,
            to.Number,
            from.Commit.Length == 0 ? null : from.Commit,
            to.Commit.Length == 0 ? null : to.Commit,
            [.. diff.Instances.Select(i => View(i, string.Empty))],
            [.. diff.Networks.Select(n => View(n, "network ")).Concat(diff.Volumes.Select(v => View(v, "volume "))).Where(c => c.Change != "unchanged")],
            Inputs(from.Inputs, to.Inputs));
    }

    /// <summary>Where other repositories stand that it is built from, as far as the one before had them elsewhere.</summary>
    private static string NewSources(Revision revision, Revision? before) => string.Concat(
        SourcesOf(revision).Except(before is null ? [] : SourcesOf(before)).Select(s => $"; built from {RepositoryText.ForPeople(s.Repository)} {s.Ref} at {s.Commit[..8]}"));

    private static IEnumerable<BuildSource> SourcesOf(Revision revision) => revision.Set.Configurations.Select(c => c.Image).OfType<BuiltImage>().Select(i => i.Source).OfType<BuildSource>();

    private static ChangeView View(ItemChange change, string label) => new(
        label + change.Name, ViewMapping.Lower(change.Kind), [.. change.Attributes.Select(a => new AttributeChangeView(a.Attribute, a.Text, a.From, a.To))]);

    private static ImmutableArray<InputChangeView> Inputs(ImmutableArray<InputFile> from, ImmutableArray<InputFile> to)
    {
        // A file may be read as several kinds; it is one file. What was looked for and absent is as good as not named.
        var before = Present(from);
        var after = Present(to);
        return
        [
            .. before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Where(path => before.GetValueOrDefault(path)?.BlobId != after.GetValueOrDefault(path)?.BlobId)
                .Select(path => new InputChangeView(
                    path,
                    (after.GetValueOrDefault(path) ?? before[path]).Kind,
                    !before.ContainsKey(path) ? "added" : !after.ContainsKey(path) ? "removed" : "changed")),
        ];
    }

    private static Dictionary<string, InputFile> Present(ImmutableArray<InputFile> inputs) =>
        inputs.Where(i => i.BlobId is not null).GroupBy(i => i.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
}
