using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Slipway.Api;

/// <summary>JSON of the HTTP API: camelCase, nulls left out, made at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImportRequest))]
[JsonSerializable(typeof(Accepted))]
[JsonSerializable(typeof(OperationView))]
[JsonSerializable(typeof(ClusterView))]
[JsonSerializable(typeof(ImmutableArray<ClusterView>))]
[JsonSerializable(typeof(ImmutableArray<ContainerView>))]
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(TimelineEntry))]
[JsonSerializable(typeof(ImmutableArray<TimelineEntry>))]
[JsonSerializable(typeof(ImmutableArray<MessageSummaryView>))]
[JsonSerializable(typeof(ImmutableArray<MessageView>))]
[JsonSerializable(typeof(MessageDetailView))]
[JsonSerializable(typeof(MessageOverview))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(DropRequest))]
[JsonSerializable(typeof(ImmutableArray<MessageActionView>))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(ConnectRequest))]
[JsonSerializable(typeof(RepositoryView))]
[JsonSerializable(typeof(ImmutableArray<RepositoryView>))]
[JsonSerializable(typeof(PushedRequest))]
[JsonSerializable(typeof(PushedView))]
[JsonSerializable(typeof(DisconnectedView))]
[JsonSerializable(typeof(ImmutableArray<RevisionView>))]
[JsonSerializable(typeof(RevisionDiffView))]
[JsonSerializable(typeof(RollbackRequest))]
[JsonSerializable(typeof(PauseView))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(ServerAddress))]
[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(HealthView))]
public sealed partial class ApiJson : JsonSerializerContext;
