using Slipway.Testing.Messaging;

namespace Slipway.Messaging.TestWorker;

/// <summary>Writes one row per step. Not idempotent on purpose: a step whose effects commit twice shows as two rows.</summary>
public sealed class ChaosHandler(EffectWriter effects)
    : IHandle<ChaosBegun>, IHandle<ChaosBuild>, IHandle<ChaosFinish>, IHandle<ChaosPoison>, IHandle<ChaosOverflow>
{
    /// <inheritdoc />
    public async Task HandleAsync(ChaosBegun message, HandlerContext context, CancellationToken cancellationToken)
    {
        await StepAsync($"{message.Id} chaos.begun", cancellationToken);
        context.Send(new ChaosBuild(message.Id, message.Key));
    }

    /// <inheritdoc />
    public async Task HandleAsync(ChaosBuild message, HandlerContext context, CancellationToken cancellationToken)
    {
        await StepAsync($"{message.Id} chaos.build", cancellationToken);
        context.Send(new ChaosFinish(message.Id, message.Key));
    }

    /// <inheritdoc />
    public Task HandleAsync(ChaosFinish message, HandlerContext context, CancellationToken cancellationToken) =>
        StepAsync($"{message.Id} chaos.finish", cancellationToken);

    /// <inheritdoc />
    public Task HandleAsync(ChaosPoison message, HandlerContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task HandleAsync(ChaosOverflow message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Task.FromResult(Deeper(message.Id.Length));
    }

    private static int Deeper(int depth) => depth < 0 ? depth : Deeper(depth + 1) + Deeper(depth + 2);

    private async Task StepAsync(string effect, CancellationToken cancellationToken)
    {
        effects.Add(effect);
        await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellationToken);
    }
}
