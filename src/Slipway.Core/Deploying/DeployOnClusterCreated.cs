using Slipway.Core.Messages;
using Slipway.Messaging;

namespace Slipway.Core.Deploying;

/// <summary>Asks for the deployment of a new cluster. Safe to run twice: the task that it sends leaves only once.</summary>
public sealed class DeployOnClusterCreated : IHandle<ClusterCreated>
{
    public Task HandleAsync(ClusterCreated message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        context.Send(new DeployCluster(message.ClusterId, message.ClusterName, message.Revision));
        return Task.CompletedTask;
    }
}
