using Slipway.Core.Messages;
using Slipway.Messaging;

namespace Slipway.Core.Deploying;

/// <summary>Asks for the deployment of a cluster's revision. Safe to run twice: the task that it sends leaves only once.</summary>
public sealed class DeployOnClusterUpdated : IHandle<ClusterUpdated>
{
    public Task HandleAsync(ClusterUpdated message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        context.Send(new DeployCluster(message.ClusterId, message.ClusterName, message.Revision));
        return Task.CompletedTask;
    }
}
