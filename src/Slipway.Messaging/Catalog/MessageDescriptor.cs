using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>Runs the handler of a message, made from a scope.</summary>
internal delegate Task RunHandler(IServiceProvider scope, object message, HandlerContext context, CancellationToken cancellationToken);

/// <summary>Runs the final handler of a message that is given up, made from a scope.</summary>
internal delegate Task RunDeadHandler(
    IServiceProvider scope, object message, string error, HandlerContext context, CancellationToken cancellationToken);

/// <summary>All that this application knows of one message. Written by its registration, read-only once the catalog is built.</summary>
internal sealed class MessageDescriptor(Type type, MessageKind kind, string name, int version)
{
    public static readonly TimeSpan DefaultBudget = TimeSpan.FromMinutes(1);

    public Type Type { get; } = type;

    public MessageKind Kind { get; } = kind;

    public string Name { get; } = name;

    public int Version { get; } = version;

    public Func<object, string>? ExclusiveKey { get; set; }

    public Func<object, string>? SupersedeKey { get; set; }

    public Superseding Superseding { get; set; }

    /// <summary>Gets or sets a value indicating whether other work may end it under its exclusive key.</summary>
    public bool IsOvertakable { get; set; }

    public Throttle? Throttle { get; set; }

    /// <summary>Gets or sets how many may run at once in a process; null for as many as there is room for.</summary>
    public int? Parallel { get; set; }

    /// <summary>Gets the rules; each returns what is wrong with a message.</summary>
    public List<Func<object, IEnumerable<string>>> Rules { get; } = [];

    public RetryPolicy Retry { get; set; } = RetryPolicy.Default;

    public TimeSpan Budget { get; set; } = DefaultBudget;

    /// <summary>Gets or sets how long a handler may go without a sign of progress; null for as long as it may run.</summary>
    public TimeSpan? Idle { get; set; }

    public Type? HandlerType { get; set; }

    public RunHandler? Run { get; set; }

    public RunDeadHandler? RunDead { get; set; }

    /// <summary>Gets the lane in which the message waits.</summary>
    public string Lane => Throttle is null && Parallel is null ? Lanes.General : Name;

    /// <summary>Newest wins implies one at a time: the newer one must not begin before the older has ended.</summary>
    public string? ExclusiveKeyOf(object message) => (ExclusiveKey ?? SupersedeKey)?.Invoke(message);

    public string? SupersedeKeyOf(object message) => SupersedeKey?.Invoke(message);

    /// <summary>Gets what is wrong with a message by the rules of its registration; empty if nothing is.</summary>
    public ImmutableArray<string> ProblemsOf(object message) => Rules.Count == 0 ? [] : [.. Rules.SelectMany(rule => rule(message))];
}
