using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Events;

/// <summary>Prints an environment's messages until the user has seen enough or the environment is gone.</summary>
internal sealed class TimelineFollower(Surroundings surroundings, ServerLauncher launcher)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task<int> FollowAsync(ApiClient first, string path, bool json, CancellationToken cancellationToken)
    {
        var feed = new TimelineFeed(surroundings.Time.LocalTimeZone, surroundings.OutScreen());
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var api = first;
        while (true)
        {
            try
            {
                // What happened so far, and again after each reconnection: the feed prints nothing twice.
                foreach (var chain in TimelineOrder.Chains(await api.GetAsync(path, ApiJson.Default.ImmutableArrayTimelineEntry, cancellationToken)))
                {
                    foreach (var (entry, _) in chain)
                    {
                        Print(entry);
                    }
                }

                await foreach (var entry in api.EventsAsync(path + "/stream", ApiJson.Default.TimelineEntry, cancellationToken))
                {
                    Print(entry);
                }
            }
            catch (CliException e) when (e.HttpStatus == 404)
            {
                return ExitCodes.Success;
            }
            catch (Exception e) when (ApiClient.IsOutage(e))
            {
                // As for a stream that just ended: connect again.
            }

            await Task.Delay(Pause, surroundings.Time, cancellationToken);
            if (await launcher.Locator.FindAsync(cancellationToken) is { } next)
            {
                if (!ReferenceEquals(api, first))
                {
                    api.Dispose();
                }

                api = next;
            }
        }

        void Print(TimelineEntry entry)
        {
            if (json)
            {
                var text = JsonOutput.Line(entry, ApiJson.Default);
                if (!seen.TryGetValue(entry.Id, out var before) || before != text)
                {
                    seen[entry.Id] = text;
                    surroundings.Out.WriteLine(text);
                }

                return;
            }

            foreach (var line in feed.Advance(entry))
            {
                surroundings.Out.WriteLine(line);
            }
        }
    }
}
