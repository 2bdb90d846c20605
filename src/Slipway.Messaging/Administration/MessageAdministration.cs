using System.Collections.Immutable;

namespace Slipway.Messaging;

internal sealed class MessageAdministration(DeliveryBrowser browser, MessageInspector inspector, MessageReplayer replayer, MessageDropper dropper)
    : IMessageAdministration
{
    public Task<ImmutableArray<DeliverySummary>> ListAsync(MessageFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return browser.ListAsync(filter, cancellationToken);
    }

    public Task<ImmutableArray<ConditionCount>> CountAsync(string? name, CancellationToken cancellationToken) => browser.CountAsync(name, cancellationToken);

    public Task<ImmutableArray<string>> FindIdsAsync(string prefix, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return inspector.FindIdsAsync(prefix, limit, cancellationToken);
    }

    public Task<MessageDetail?> FindAsync(string messageId, CancellationToken cancellationToken) => inspector.FindAsync(messageId, cancellationToken);

    public Task<AdministrationResult> ReplayAsync(string messageId, string by, ReadOnlyMemory<byte>? body, TimeSpan after, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentOutOfRangeException.ThrowIfLessThan(after, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(after, TimeSpan.FromDays(365));
        return replayer.ReplayAsync(messageId, by, body, after, cancellationToken);
    }

    public Task<AdministrationResult> DropAsync(string messageId, string by, string why, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(messageId);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return dropper.DropAsync(messageId, by, why, cancellationToken);
    }
}
