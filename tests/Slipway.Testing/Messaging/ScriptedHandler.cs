using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

/// <summary>Does what the <see cref="Script"/> says. Safe to run twice as far as the script is.</summary>
public sealed class ScriptedHandler<TMessage>(Script script, EffectWriter effects) : IHandle<TMessage>
    where TMessage : notnull
{
    /// <inheritdoc />
    public Task HandleAsync(TMessage message, HandlerContext context, CancellationToken cancellationToken) =>
        script.RunAsync(message, context, effects, cancellationToken);
}
