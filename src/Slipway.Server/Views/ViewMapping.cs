using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Diagnostics;
using Slipway.Core.Operations;
using Slipway.Core.Planning;
using Slipway.Messaging;

namespace Slipway.Server.Views;

/// <summary>What the API shows of the core's records.</summary>
internal static class ViewMapping
{
    public static DiagnosticView ToView(this Diagnostic diagnostic) => new(
        diagnostic.Code,
        Lower(diagnostic.Severity),
        diagnostic.Location?.File,
        diagnostic.Location?.Line ?? 0,
        diagnostic.Location?.Column ?? 0,
        diagnostic.Path,
        diagnostic.Message);

    public static ImmutableArray<DiagnosticView> ToViews(this ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.OrderByDescending(d => d.Severity).Select(d => d.ToView())];

    public static FailureView ToView(this OperationFailure failure) =>
        new(failure.Instance, failure.Reason, failure.Location?.ToString(), failure.LastLines, failure.NextStep);

    public static AddressView ToView(this Address address) => new(
        address.Instance,
        $"{address.Target}/{address.Protocol}",
        address.HostPort,
        $"{(address.Protocol == "tcp" ? "http" : address.Protocol)}://{address.Host}:{address.HostPort}");

    public static ImmutableArray<AddressView> ToViews(this ImmutableArray<Address> addresses) => [.. addresses.Select(a => a.ToView())];

    public static PlanSummary ToView(this PlanCounts counts) => new(
        counts.Operations, counts.Builds, counts.Pulls, counts.Creates, counts.Replaces, counts.Removes, counts.Unchanged);

    public static InstanceView ToView(this InstanceProgress progress) => new(progress.Name, Name(progress.Phase), progress.Detail, progress.ChangedAt);

    public static PlanView ToView(this Plan plan, Cluster cluster) => new(
        cluster.Name,
        cluster.Revision,
        [.. plan.Nodes.Select(n => new PlannedOperation(n.Id, n.After, n.Operation.Verb, n.Operation.Subject, n.Operation.Instance, n.Operation.Cause))],
        [.. plan.Unchanged.Select(u => new PlannedKeep(u.Instance, u.Name, u.Reason))],
        [.. plan.Problems.Select(p => p.Instance is null ? p.Reason : $"{p.Instance}: {p.Reason}")],
        plan.Notices,
        plan.ToString());

    public static TimelineEntry ToEntry(this MessageRecord message) => new(
        message.Id,
        message.Kind == MessageKind.Event ? "event" : "task",
        message.Name,
        message.CorrelationId,
        message.CausationId,
        message.TraceId,
        message.SentAt,
        [.. message.Deliveries.Select(d => ToDelivery(message, d))]);

    public static string Lower<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static TimelineDelivery ToDelivery(MessageRecord message, DeliveryRecord delivery) => new(
        delivery.Consumer,
        Lower(delivery.State),
        delivery.Attempts,
        (delivery.StartedAt - message.SentAt)?.TotalMilliseconds,
        delivery.StartedAt is { } started && delivery.FinishedAt is { } finished ? (finished - started).TotalMilliseconds : null,
        delivery.Outcome);

    private static string Name(InstancePhase phase) => phase switch
    {
        InstancePhase.Waiting => InstancePhases.Waiting,
        InstancePhase.Pulling => InstancePhases.Pulling,
        InstancePhase.Building => InstancePhases.Building,
        InstancePhase.Creating => InstancePhases.Creating,
        InstancePhase.Starting => InstancePhases.Starting,
        InstancePhase.WaitingForHealth => InstancePhases.WaitingForHealth,
        InstancePhase.Running => InstancePhases.Running,
        InstancePhase.Completed => InstancePhases.Completed,
        InstancePhase.Unchanged => InstancePhases.Unchanged,
        InstancePhase.Stopping => InstancePhases.Stopping,
        InstancePhase.Removed => InstancePhases.Removed,
        InstancePhase.Failed => InstancePhases.Failed,
        InstancePhase.Skipped => InstancePhases.Skipped,
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    };
}
