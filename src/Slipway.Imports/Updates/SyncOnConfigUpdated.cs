using Slipway.Imports.Formats;
using Slipway.Messaging;

namespace Slipway.Imports.Updates;

/// <summary>Asks for the parsing of a configuration that changed. Safe to run twice: the task that it sends leaves only once.</summary>
public sealed class SyncOnConfigUpdated<TFormat> : IHandle<ClusterConfigUpdated<TFormat>>
    where TFormat : IFormat
{
    public Task HandleAsync(ClusterConfigUpdated<TFormat> message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        context.Send(new SyncCluster<TFormat>(message.ClusterId, message.ClusterName, message.Commit));
        return Task.CompletedTask;
    }
}
