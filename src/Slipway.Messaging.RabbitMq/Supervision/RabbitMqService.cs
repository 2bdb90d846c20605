using Microsoft.Extensions.Hosting;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Starts and stops both sides of the wire with the host: receives no more before the handlers end, and sends until they have.</summary>
internal sealed class RabbitMqService(SendingSide sending, ReceivingSide receiving, Subscriptions subscriptions, Bindings bindings) : IHostedLifecycleService
{
    private Task _draining = Task.CompletedTask;
    private bool _isStarting;

    /// <summary>Connects if the broker is there, before anything else of the host starts. Once only, however often it is called.</summary>
    /// <exception cref="TopologyMismatchException">The broker has something different of the same name.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (_isStarting)
        {
            return;
        }
        _isStarting = true;
        await bindings.ReadAsync(cancellationToken).ConfigureAwait(false);

        // Before anything is bound: an application that may not do a task must not get it either.
        await subscriptions.EnsureAsync(cancellationToken).ConfigureAwait(false);

        // Side by side, as each may wait for a broker that does not answer. Of two failures that of receiving counts: it names each difference.
        var preparing = sending.PrepareAsync(cancellationToken);
        try
        {
            await receiving.PrepareAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await preparing.ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        receiving.Start();
        sending.Start();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Receives no more, while the worker server takes no more and lets its handlers end.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _draining = receiving.DrainAsync(cancellationToken);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what the handlers have left, then closes.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _draining.ConfigureAwait(false);
        await sending.FlushAsync().ConfigureAwait(false);
    }
}
