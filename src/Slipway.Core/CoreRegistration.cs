using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Slipway.Core.Clusters;
using Slipway.Core.Deploying;
using Slipway.Core.Messages;
using Slipway.Core.Operations;
using Slipway.Core.Removing;
using Slipway.Messaging;

namespace Slipway.Core;

/// <summary>Registers the core flow.</summary>
public static class CoreRegistration
{
    // An engine that does not answer is tried again for about five minutes; whatever else fails has ended as a result by then.
    private static readonly RetryPolicy EngineRetries = new() { MaxAttempts = 8, FirstDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromMinutes(1) };

    /// <summary>Adds the core flow to an application's messages. The ports (engine, repositories, stores, progress) come from elsewhere.</summary>
    public static IMessagingBuilder AddSlipwayCore(this IMessagingBuilder messaging)
    {
        ArgumentNullException.ThrowIfNull(messaging);
        messaging.Services.AddOptions<DeployOptions>().BindConfiguration(DeployOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        messaging.Services.TryAddSingleton(TimeProvider.System);
        messaging.Services.TryAddSingleton<Deployer>();
        messaging.Services.TryAddSingleton<Remover>();
        messaging.Services.TryAddScoped<ClusterRequests>();

        messaging.Event<ClusterCreated>().Run<DeployOnClusterCreated>();
        messaging.Event<ClusterUpdated>().Run<DeployOnClusterUpdated>();
        messaging.Work<DeployCluster>()
            .Run<DeployClusterHandler>()
            .OneAtATimeBy(m => ClusterKeys.Of(m.ClusterName))
            .Within(TimeSpan.FromHours(24))
            .Retry(EngineRetries)
            .Overtakable()
            .WhenDead<DeployClusterDeadHandler>();
        messaging.Event<ClusterDeployed>();
        messaging.Event<ClusterDeployFailed>();
        messaging.Work<DeleteCluster>()
            .Run<DeleteClusterHandler>()
            .OneAtATimeBy(m => ClusterKeys.Of(m.ClusterName))
            .Within(TimeSpan.FromHours(1))
            .Retry(EngineRetries)
            .WhenDead<DeleteClusterDeadHandler>();
        messaging.Event<ClusterDeleted>();
        messaging.Event<WorkSuperseded>().Run<SupersedeOperation>();
        return messaging;
    }
}
