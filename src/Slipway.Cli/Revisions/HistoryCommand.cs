using System.CommandLine;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway history</c></summary>
internal sealed class HistoryCommand : Verb
{
    private static readonly string[] Headings = [">REVISION", "COMMIT", "MADE", "CHANGES"];

    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Option<bool> _json = Json();

    public HistoryCommand(Surroundings surroundings)
        : base("history", "List the revisions of an environment, newest first", "history guestbook", "history guestbook --json")
    {
        _surroundings = surroundings;
        Add(_name);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        var revisions = await KnownCluster.OrSuggestAsync(
            _surroundings,
            api,
            name,
            () => api.GetAsync($"api/clusters/{Uri.EscapeDataString(name)}/revisions", ApiJson.Default.ImmutableArrayRevisionView, cancellationToken),
            cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, revisions, ApiJson.Default);
            return ExitCodes.Success;
        }

        var screen = _surroundings.OutScreen();
        var now = _surroundings.Time.GetUtcNow();
        var rows = revisions.Select(revision => (IReadOnlyList<string>)
        [
            revision.Number.ToString(CultureInfo.InvariantCulture),
            revision.Commit is { Length: > 7 } commit ? commit[..7] : revision.Commit ?? "-",
            Durations.Age(now - revision.CreatedAt),
            revision.IsCurrent ? $"{revision.Summary} (current)" : revision.Summary,
        ]).ToArray();
        foreach (var line in TextTable.Lay(Headings, rows, screen.Width, (row, _, text) => row < 0 ? screen.Palette.Dim(text) : revisions[row].IsCurrent ? screen.Palette.Bold(text) : text))
        {
            _surroundings.Out.WriteLine(line);
        }

        return ExitCodes.Success;
    }
}
