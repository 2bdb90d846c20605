using System.Collections.Concurrent;
using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

/// <summary>What the handlers of a test do, and what they were given.</summary>
public sealed class Script
{
    private readonly ConcurrentDictionary<Type, Func<object, HandlerContext, EffectWriter, CancellationToken, Task>> _steps = [];

    /// <summary>Gets every run that began: the message and its attempt.</summary>
    public ConcurrentQueue<(object Message, int Attempt)> Runs { get; } = [];

    /// <summary>Says what handling a message means.</summary>
    public Script On<TMessage>(Func<TMessage, HandlerContext, EffectWriter, CancellationToken, Task> step)
        where TMessage : notnull
    {
        _steps[typeof(TMessage)] = (message, context, effects, stop) => step((TMessage)message, context, effects, stop);
        return this;
    }

    /// <summary>Says what handling a message means, without waiting.</summary>
    public Script On<TMessage>(Action<TMessage, HandlerContext, EffectWriter> step)
        where TMessage : notnull => On<TMessage>((message, context, effects, _) =>
        {
            step(message, context, effects);
            return Task.CompletedTask;
        });

    internal Task RunAsync(object message, HandlerContext context, EffectWriter effects, CancellationToken cancellationToken)
    {
        Runs.Enqueue((message, context.Attempt));
        return _steps.TryGetValue(message.GetType(), out var step) ? step(message, context, effects, cancellationToken) : Task.CompletedTask;
    }
}
