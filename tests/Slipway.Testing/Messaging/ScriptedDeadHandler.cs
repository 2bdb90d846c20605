using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

/// <summary>What a test's final handler was told. Scripted as the handler of <see cref="GivenUp"/>.</summary>
public sealed record GivenUp(object Message, string Error);

/// <summary>Runs the script for <see cref="GivenUp"/>.</summary>
public sealed class ScriptedDeadHandler<TMessage>(Script script, EffectWriter effects) : IHandleDead<TMessage>
    where TMessage : notnull
{
    /// <inheritdoc />
    public Task HandleDeadAsync(TMessage message, string error, HandlerContext context, CancellationToken cancellationToken) =>
        script.RunAsync(new GivenUp(message, error), context, effects, cancellationToken);
}
