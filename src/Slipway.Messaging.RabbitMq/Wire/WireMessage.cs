namespace Slipway.Messaging.RabbitMq;

/// <summary>A message as it travels, whatever this application knows of it.</summary>
internal sealed record WireMessage
{
    public required string Id { get; init; }

    public required MessageKind Kind { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required string CorrelationId { get; init; }

    public required string? CausationId { get; init; }

    public required string TraceParent { get; init; }

    public required string? TraceState { get; init; }

    public required string? ExclusiveKey { get; init; }

    public required string? SupersedeKey { get; init; }

    public required long SentAt { get; init; }

    /// <summary>Gets when it is due; the time of sending or later.</summary>
    public required long DueAt { get; init; }

    public required byte[] Body { get; init; }
}
