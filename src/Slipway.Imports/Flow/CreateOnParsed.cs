using Slipway.Imports.Formats;
using Slipway.Messaging;

namespace Slipway.Imports.Flow;

/// <summary>Asks for the cluster of a parsed configuration. Safe to run twice: the task that it sends leaves only once.</summary>
public sealed class CreateOnParsed<TFormat> : IHandle<ConfigParsed<TFormat>>
    where TFormat : IFormat
{
    public Task HandleAsync(ConfigParsed<TFormat> message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        context.Send(new CreateCluster<TFormat>(message.ImportId, message.ClusterName));
        return Task.CompletedTask;
    }
}
