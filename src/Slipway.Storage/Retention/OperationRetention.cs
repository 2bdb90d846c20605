using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Slipway.Storage.Retention;

/// <summary>Once an hour: removes operations that are too old.</summary>
internal sealed class OperationRetention(OperationPurge purge, TimeProvider time, ILogger<OperationRetention> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                if (await purge.RunAsync(stoppingToken).ConfigureAwait(false) is > 0 and var removed)
                {
                    logger.OperationsPurged(removed);
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.OperationPurgeFailed(error);
            }
        }
    }
}
