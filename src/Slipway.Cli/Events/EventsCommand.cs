using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Events;

/// <summary><c>slipway events</c></summary>
internal sealed class EventsCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with new messages as they end" };
    private readonly Option<bool> _json = Json();

    public EventsCommand(Surroundings surroundings)
        : base(
            "events",
            "Show the events and tasks of an environment: when, how long, what came of them, and what caused what",
            "events guestbook",
            "events guestbook -f # follow what is under way",
            "events guestbook --json")
    {
        _surroundings = surroundings;
        Add(_name);
        Add(_follow);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        var launcher = new ServerLauncher(_surroundings);
        using var api = await launcher.EnsureAsync(cancellationToken);
        var path = $"api/clusters/{Uri.EscapeDataString(name)}/events";
        var entries = await KnownCluster.OrSuggestAsync(
            _surroundings, api, name, () => api.GetAsync(path, ApiJson.Default.ImmutableArrayTimelineEntry, cancellationToken), cancellationToken);
        if (parsed.GetValue(_follow))
        {
            return await new TimelineFollower(_surroundings, launcher).FollowAsync(api, path, parsed.GetValue(_json), cancellationToken);
        }

        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, entries, ApiJson.Default);
            return ExitCodes.Success;
        }

        foreach (var line in TimelineText.Render(entries, _surroundings.Time.LocalTimeZone, _surroundings.OutScreen()))
        {
            _surroundings.Out.WriteLine(line);
        }

        foreach (var line in DeadLetterHint.Of(entries, _surroundings.Command))
        {
            await _surroundings.Error.WriteLineAsync(line.AsMemory(), cancellationToken);
        }

        return ExitCodes.Success;
    }
}
