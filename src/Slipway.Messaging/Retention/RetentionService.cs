using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>Once an hour: removes what is too old, and refreshes this application's subscriptions.</summary>
internal sealed class RetentionService(
    MessagePurge purge, Subscriptions subscriptions, TimeProvider time, IOptions<WorkerOptions> options, ILogger<RetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await subscriptions.RefreshAsync(stoppingToken).ConfigureAwait(false);
                var removed = await purge.RunAsync(stoppingToken).ConfigureAwait(false);
                if (removed > 0)
                {
                    logger.Purged(removed, options.Value.Retention);
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.PurgeFailed(error);
            }
        }
    }
}
