using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Progress;

/// <summary>Follows an operation to its end, over lost connections and restarts of the server.</summary>
internal sealed class OperationFollower(ServerLauncher launcher, Surroundings surroundings)
{
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

                var next = await new Reconnection(launcher, surroundings).ReconnectAsync(() => WhenStopped(latest?.Cluster), cancellationToken);
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

    private (string Message, string NextStep) WhenStopped(string? cluster) => (
        "the server was stopped; the operation goes on when it runs again",
        cluster is null ? $"start it and look: {surroundings.Command} ls" : $"start it and look: {surroundings.Command} events {cluster} -f");
}
