using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.Progress;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Logs;

/// <summary>Goes on with an environment's output over lost connections and restarts of the server, until the containers have ended.</summary>
internal sealed class LogFollower(ServerLauncher launcher, Surroundings surroundings)
{
    /// <summary>Prints until there is no more to come.</summary>
    /// <param name="first">The server as it was found.</param>
    /// <param name="name">The environment.</param>
    /// <param name="path">What to read first.</param>
    /// <param name="whole">What to read after a lost connection: all of it, since what was missed may be long.</param>
    /// <param name="print">Prints one line.</param>
    /// <param name="cancellationToken">The user has seen enough.</param>
    public async Task FollowAsync(ApiClient first, string name, string path, string whole, Func<LogEntry, Task> print, CancellationToken cancellationToken)
    {
        var seen = new SeenLines();
        var api = first;
        try
        {
            while (true)
            {
                try
                {
                    await foreach (var entry in api.LinesAsync(ReferenceEquals(api, first) ? path : whole, ApiJson.Default.LogEntry, cancellationToken))
                    {
                        if (seen.IsNew(entry))
                        {
                            await print(entry);
                        }
                    }

                    return;
                }
                catch (Exception e) when (ApiClient.IsOutage(e))
                {
                    await surroundings.Error.WriteLineAsync("the connection to the server was lost; waiting for it …".AsMemory(), cancellationToken);
                }

                var next = await new Reconnection(launcher, surroundings).ReconnectAsync(
                    () => ("the server was stopped, so its output ends here; the containers go on", $"go on with: {surroundings.Command} logs {name} -f"), cancellationToken);
                if (!ReferenceEquals(api, first))
                {
                    api.Dispose();
                }

                api = next;
                seen.Rewind();
            }
        }
        finally
        {
            if (!ReferenceEquals(api, first))
            {
                api.Dispose();
            }
        }
    }
}
