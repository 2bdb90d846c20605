using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Slipway.Core.Messages;
using Slipway.Imports.Feedback;
using Slipway.Imports.Flow;
using Slipway.Imports.Formats;
using Slipway.Imports.Repositories;
using Slipway.Imports.Requests;
using Slipway.Imports.Updates;
using Slipway.Messaging;

namespace Slipway.Imports;

/// <summary>Registers the import flow over a format.</summary>
public static class ImportRegistration
{
    // A user waits: a repository that does not answer is tried three times within some seconds.
    private static readonly RetryPolicy FetchRetries = new() { MaxAttempts = 3, FirstDelay = TimeSpan.FromSeconds(2) };

    // Nobody waits, and what is lost here is found again only when the repository is looked at: for about ten minutes.
    private static readonly RetryPolicy PushRetries = new() { MaxAttempts = 12, FirstDelay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromMinutes(2) };

    /// <summary>Adds a format: its parser, and the flow whose messages begin with its name.</summary>
    /// <typeparam name="TFormat">The format.</typeparam>
    public static IMessagingBuilder AddImportFormat<TFormat>(this IMessagingBuilder messaging)
        where TFormat : class, IFormat
    {
        ArgumentNullException.ThrowIfNull(messaging);
        if (messaging.Services.All(s => s.ServiceType != typeof(PushRequests)))
        {
            // Once, for all formats.
            messaging.Event<RepositoryPushed>().Run<RepositoryPushedHandler>().Retry(PushRetries);
        }

        messaging.Services.TryAddScoped<ImportRequests>();
        messaging.Services.TryAddScoped<RefNotes>();
        messaging.Services.TryAddScoped<PushRequests>();
        messaging.Services.TryAddScoped<RepositoryLook>();
        messaging.Services.TryAddScoped<FeedbackDesk>();
        messaging.Services.AddHostedService<RepositoryWatch>();
        messaging.Services.TryAddScoped<RepositoryRequests>();
        messaging.Services.TryAddSingleton<TFormat>();
        messaging.Services.TryAddSingleton<ConfigurationParser<TFormat>>();
        messaging.Services.AddSingleton(new FormatEntry(
            TFormat.Name,
            (session, id) => session.Publish(new ImportRequested<TFormat>(id)),
            (context, id) => context.Publish(new ImportRequested<TFormat>(id), id),
            (context, cluster, commit, chain) => context.Publish(new ClusterPushed<TFormat>(cluster.Id, cluster.Name, commit), chain),
            (session, cluster, commit) => session.Publish(new ClusterPushed<TFormat>(cluster.Id, cluster.Name, commit))));

        messaging.Event<ImportRequested<TFormat>>($"{TFormat.Name}.requested").Run<ParseOnRequested<TFormat>>();
        messaging.Work<ParseConfig<TFormat>>($"{TFormat.Name}.parse-config")
            .Run<ParseConfigHandler<TFormat>>()
            .Within(TimeSpan.FromMinutes(30))
            .Retry(FetchRetries)
            .WhenDead<ImportDeadHandler<TFormat>>();
        messaging.Event<ConfigParsed<TFormat>>($"{TFormat.Name}.parsed").Run<CreateOnParsed<TFormat>>();
        messaging.Work<CreateCluster<TFormat>>($"{TFormat.Name}.cluster.create")
            .Run<CreateClusterHandler<TFormat>>()
            .OneAtATimeBy(m => ClusterKeys.Of(m.ClusterName))
            .WhenDead<ImportDeadHandler<TFormat>>();

        // Without a key: it must not wait behind the deployment that it ends.
        messaging.Event<ClusterPushed<TFormat>>($"{TFormat.Name}.cluster.pushed")
            .Run<ClusterPushedHandler<TFormat>>()
            .Within(TimeSpan.FromMinutes(30))
            .Retry(PushRetries)
            .WhenDead<ClusterPushedHandler<TFormat>>();
        messaging.Event<ClusterConfigUpdated<TFormat>>($"{TFormat.Name}.cluster.config.updated").Run<SyncOnConfigUpdated<TFormat>>();
        messaging.Work<SyncCluster<TFormat>>($"{TFormat.Name}.cluster.sync")
            .Run<SyncClusterHandler<TFormat>>()
            .OneAtATimeBy(m => ClusterKeys.Of(m.ClusterName))
            .Overtakable()
            .Within(TimeSpan.FromMinutes(30))
            .Retry(PushRetries)
            .WhenDead<SyncClusterHandler<TFormat>>();
        return messaging;
    }
}
