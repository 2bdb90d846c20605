using Slipway.Cli.Api;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Progress;

/// <summary>Finds the server again after the connection to it was lost; starts it where it was killed.</summary>
internal sealed class Reconnection(ServerLauncher launcher, Surroundings surroundings)
{
    /// <summary>A killed server leaves its address behind. If nobody starts it again for this long, we do.</summary>
    private static readonly TimeSpan CrashPatience = TimeSpan.FromSeconds(3);

    /// <summary>A stopped server takes its address back. Somebody wanted that; it may be a restart, so wait a little.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A client of the server that answers again.</summary>
    /// <param name="whenStopped">What the user is told where the server was stopped and nobody starts it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliException">It was stopped.</exception>
    public async Task<ApiClient> ReconnectAsync(Func<(string Message, string NextStep)> whenStopped, CancellationToken cancellationToken)
    {
        var lost = surroundings.Time.GetTimestamp();
        while (true)
        {
            await Task.Delay(Pause, surroundings.Time, cancellationToken);
            if (await launcher.Locator.FindAsync(cancellationToken) is { } api)
            {
                return api;
            }

            var gone = surroundings.Time.GetElapsedTime(lost);
            if (launcher.Locator.HasAddress)
            {
                if (gone > CrashPatience)
                {
                    await surroundings.Error.WriteLineAsync("the server is gone; starting it again …".AsMemory(), cancellationToken);
                    return await launcher.EnsureAsync(cancellationToken);
                }
            }
            else if (gone > StopPatience)
            {
                var (message, nextStep) = whenStopped();
                throw new CliException(ExitCodes.ServerUnavailable, message, nextStep);
            }
        }
    }
}
