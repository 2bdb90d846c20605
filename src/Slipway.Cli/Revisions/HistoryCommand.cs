using System.Collections.Immutable;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway history</c></summary>
internal sealed class HistoryCommand(Surroundings surroundings)
    : ClusterVerb<ImmutableArray<RevisionView>>(surroundings, "history", "List the revisions of an environment, newest first")
{
    private static readonly string[] Headings = [">REVISION", "COMMIT", "MADE", "CHANGES"];

    protected override Task<ImmutableArray<RevisionView>> AskAsync(ApiClient api, string path, CancellationToken cancellationToken) =>
        api.GetAsync($"{path}/revisions", ApiJson.Default.ImmutableArrayRevisionView, cancellationToken);

    protected override void Show(string name, ImmutableArray<RevisionView> view)
    {
        var screen = Surroundings.OutScreen();
        var now = Surroundings.Time.GetUtcNow();
        var rows = view.Select(revision => (IReadOnlyList<string>)
        [
            revision.Number.ToString(CultureInfo.InvariantCulture),
            revision.Commit is { Length: > 7 } commit ? commit[..7] : revision.Commit ?? "-",
            Durations.Age(now - revision.CreatedAt),
            revision.IsCurrent ? $"{revision.Summary} (current)" : revision.Summary,
        ]).ToArray();
        foreach (var line in TextTable.Lay(Headings, rows, screen.Width, (row, _, text) => row < 0 ? screen.Palette.Dim(text) : view[row].IsCurrent ? screen.Palette.Bold(text) : text))
        {
            Surroundings.Out.WriteLine(line);
        }
    }
}
