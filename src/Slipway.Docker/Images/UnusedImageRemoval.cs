using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slipway.Core.Hashing;

namespace Slipway.Docker.Images;

/// <summary>Once an hour: removes built images that no container uses, so that pushes do not fill the disk.</summary>
internal sealed class UnusedImageRemoval(UnusedImages images, IOptions<DockerOptions> options, TimeProvider time, ILogger<UnusedImageRemoval> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var builtBefore = time.GetUtcNow() - options.Value.KeepUnusedImages;
                if (await images.RemoveAsync(ContentHash.BuiltRepository, builtBefore, stoppingToken).ConfigureAwait(false) is > 0 and var removed)
                {
                    logger.UnusedImagesRemoved(removed);
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.UnusedImagesStay(error);
            }
        }
    }
}
