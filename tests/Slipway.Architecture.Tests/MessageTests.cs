using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core;
using Slipway.Imports.Compose;
using Slipway.Imports.Feedback;
using Slipway.Messaging;

namespace Slipway.Architecture.Tests;

/// <summary>Names on the wire. They are kept by queued messages, dashboards and other applications, and never change.</summary>
public sealed class MessageTests
{
    // Only where a token for GitHub is set.
    private static readonly string[] FeedbackNames = ["Work github.feedback"];

    private static readonly string[] Names =
    [
        "Event cluster.created", "Event cluster.deleted", "Event cluster.deploy-failed", "Event cluster.deployed", "Event cluster.updated",
        "Event compose.cluster.config.updated", "Event compose.cluster.pushed", "Event compose.parsed", "Event compose.requested",
        "Event github.pushed",
        "Event work.superseded", "Event worker.errored",
        "Work cluster.delete", "Work cluster.deploy", "Work compose.cluster.create", "Work compose.cluster.sync", "Work compose.parse-config",
    ];

    [Fact]
    public void Messages_OfTheApplication_HaveTheNamesOfTheFlows()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        var messaging = services.AddSlipwayMessaging("slipway").AddSlipwayCore().AddComposeFormat();
        var catalog = Type.GetType("Slipway.Messaging.MessageCatalog, Slipway.Messaging", true)!;
        var built = messaging.GetType().GetMethod("BuildCatalog")!.Invoke(messaging, null)!;

        Assert.IsType(catalog, built);
        Assert.Equal(Names, Descriptors(messaging).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Messages_OfFeedback_HaveTheirNames()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        var messaging = services.AddSlipwayMessaging("slipway").AddSlipwayCore().AddComposeFormat().AddFeedback();

        Assert.Equal(FeedbackNames, Descriptors(messaging).Except(Names));
    }

    [Fact]
    public void Messages_DeclaredInCore_AreAllRegistered()
    {
        var declared = Sources.Assemblies["Slipway.Core"].GetExportedTypes()
            .Select(t => (Event: Attribute<EventAttribute>(t), Work: Attribute<WorkAttribute>(t)))
            .Where(a => a.Event is not null || a.Work is not null)
            .Select(a => a.Event is { } e ? $"Event {e.Name}" : $"Work {a.Work!.Name}");

        Assert.Empty(declared.Except(Names));

        static TAttribute? Attribute<TAttribute>(Type type)
            where TAttribute : Attribute => (TAttribute?)System.Attribute.GetCustomAttribute(type, typeof(TAttribute));
    }

    private static IEnumerable<string> Descriptors(IMessagingBuilder messaging)
    {
        const System.Reflection.BindingFlags Hidden = System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance;
        var all = (System.Collections.IDictionary)messaging.GetType().GetField("_descriptors", Hidden)!.GetValue(messaging)!;
        foreach (var descriptor in all.Values)
        {
            var type = descriptor.GetType();
            yield return $"{type.GetProperty("Kind")!.GetValue(descriptor)} {type.GetProperty("Name")!.GetValue(descriptor)}";
        }
    }
}
