using System.Collections.Immutable;
using System.Text;
using Slipway.Api;
using Slipway.Messaging;
using Slipway.Server.Views;

namespace Slipway.Server.Messages;

/// <summary>What the API shows of messages.</summary>
internal static class MessageViews
{
    private const int BodyCharacters = 4096;

    public static ImmutableArray<MessageSummaryView> ToViews(this ImmutableArray<ConditionCount> counts)
    {
        return [.. counts.GroupBy(c => c.Name, StringComparer.Ordinal).Select(Summarise)];

        static MessageSummaryView Summarise(IGrouping<string, ConditionCount> name)
        {
            var of = name.ToDictionary(c => c.Condition, c => c.Count);
            return new MessageSummaryView(
                name.Key,
                of.GetValueOrDefault(MessageCondition.Ready),
                of.GetValueOrDefault(MessageCondition.Waiting),
                of.GetValueOrDefault(MessageCondition.Running),
                of.GetValueOrDefault(MessageCondition.Retrying),
                of.GetValueOrDefault(MessageCondition.Dead),
                name.Min(c => c.OldestSince));
        }
    }

    public static MessageView ToView(this DeliverySummary delivery) => new()
    {
        Id = delivery.MessageId,
        Kind = Kind(delivery.Kind),
        Name = delivery.Name,
        Application = delivery.Application,
        State = MessageConditions.ToText(delivery.Condition),
        Since = delivery.Since,
        Attempts = delivery.Attempts,
        DueAt = delivery.DueAt,
        Progress = delivery.Progress,
        Outcome = delivery.Outcome,
        Operation = delivery.CorrelationId,
        SentAt = delivery.SentAt,
    };

    public static MessageDetailView ToView(this MessageDetail detail, bool whole)
    {
        var body = Encoding.UTF8.GetString(detail.Body.Span);
        var cut = !whole && body.Length > BodyCharacters;
        var message = detail.Message;
        return new MessageDetailView
        {
            Id = message.Id,
            Kind = Kind(message.Kind),
            Name = message.Name,
            Version = detail.Version,
            Operation = message.CorrelationId,
            CausedBy = message.CausationId,
            TraceId = message.TraceId,
            TraceParent = detail.TraceParent,
            TraceState = detail.TraceState,
            ReplayOf = detail.ReplayOf,
            ReplayedAs = detail.ReplayedAs,
            SentAt = message.SentAt,
            Body = cut ? body[..BodyCharacters] : body,
            BodyBytes = detail.Body.Length,
            BodyIsCut = cut,
            Deliveries = [.. detail.Deliveries.Select(ToView)],
            Before = [.. detail.Before.Select(m => m.ToEntry())],
            After = [.. detail.After.Select(m => m.ToEntry())],
        };
    }

    public static MessageActionView ToView(this AdministrationResult result) => new(
        result.MessageId,
        result.Verdict switch
        {
            AdministrationVerdict.Done => MessageActionResults.Done,
            AdministrationVerdict.AlreadyDone => MessageActionResults.AlreadyDone,
            _ => MessageActionResults.Refused,
        },
        result.NewId,
        result.Explanation);

    private static MessageDeliveryView ToView(DeliveryDetail delivery) => new(
        delivery.Summary.ToView(),
        delivery.Owner,
        delivery.LeaseUntil,
        delivery.StartedAt,
        delivery.FinishedAt,
        delivery.ExclusiveKey,
        delivery.SupersedeKey,
        delivery.ProgressNote,
        [.. delivery.Attempts.Select(a => new MessageAttemptView(a.Attempt, a.StartedAt, a.EndedAt, a.Result, a.ErrorType, a.Error, a.Detail))]);

    private static string Kind(MessageKind kind) => kind == MessageKind.Event ? "event" : "task";
}
