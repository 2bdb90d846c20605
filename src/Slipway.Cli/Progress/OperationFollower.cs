using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Progress;

/// <summary>Follows an operation to its end, over lost connections and restarts of the server.</summary>
internal sealed class OperationFollower(ServerLauncher launcher, Surroundings surroundings)
{
    /// <summary>A killed server leaves its address behind. If nobody starts it again for this long, we do.</summary>
    private static readonly TimeSpan CrashPatience = TimeSpan.FromSeconds(3);

    /// <summary>A stopped server takes its address back. Somebody wanted that; it may be a restart, so wait a little.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows every change and returns the last state.</summary>
    public async Task<OperationView> FollowAsync(ApiClient first, string operation, Action<OperationView> show, CancellationToken cancellationToken)
    {
        var api = first;
        OperationView? latest = null;
        try
        {
            while (true)
            {
                try
                {
                    await foreach (var view in api.EventsAsync($"api/operations/{operation}/stream", ApiJson.Default.OperationView, cancellationToken))
                    {
                        latest = view;
                        show(view);
                        if (view.State != OperationStates.Running)
                        {
                            return view;
                        }
                    }
                }
                catch (Exception e) when (ApiClient.IsOutage(e))
                {
                    // As for a stream that just ended: find the server again.
                }

                var next = await ReconnectAsync(latest?.Cluster, cancellationToken);
                if (!ReferenceEquals(api, first))
                {
                    api.Dispose();
                }

                api = next;
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

    private async Task<ApiClient> ReconnectAsync(string? cluster, CancellationToken cancellationToken)
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
                throw new CliException(
                    ExitCodes.ServerUnavailable,
                    "the server was stopped; the operation goes on when it runs again",
                    cluster is null ? $"start it and look: {surroundings.Command} ls" : $"start it and look: {surroundings.Command} events {cluster} -f");
            }
        }
    }
}
