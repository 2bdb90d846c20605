using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Progress;

/// <summary>Waits for an operation with progress on the screen; knows how to stop waiting without stopping the operation.</summary>
internal sealed class OperationWatch(Surroundings surroundings, ServerLauncher launcher)
{
    /// <summary>The last state of the operation.</summary>
    /// <exception cref="CliException">The time to wait is over, or the user does not want to wait any longer.</exception>
    public async Task<OperationView> WaitAsync(ApiClient api, string operation, TimeSpan? waitTimeout, CancellationToken cancellationToken)
    {
        using var patience = waitTimeout is { } limit ? new CancellationTokenSource(limit, surroundings.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        OperationView? latest = null;
        try
        {
            await using var display = Display();
            return await new OperationFollower(launcher, surroundings).FollowAsync(api, operation, Show, either.Token);

            void Show(OperationView view)
            {
                latest = view;
                display.Show(view);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            var timedOut = !cancellationToken.IsCancellationRequested;
            var what = timedOut
                ? string.Create(CultureInfo.InvariantCulture, $"not finished after {waitTimeout?.TotalSeconds:0.###} s; it goes on in the background")
                : "stopped watching; it goes on in the background";
            throw new CliException(timedOut ? ExitCodes.WaitTimeout : ExitCodes.Interrupted, what, HowToFollow(latest?.Cluster));
        }
    }

    private IProgressDisplay Display() => surroundings.ErrorScreen().IsTerminal
        ? new LiveDisplay(surroundings.Error, surroundings.ErrorScreen, surroundings.Time)
        : new PlainDisplay(surroundings.Error, surroundings.Time);

    private string HowToFollow(string? cluster) => cluster is null
        ? $"{surroundings.Command} ls shows what became of it"
        : $"follow it with {surroundings.Command} events {cluster} -f, see its state with {surroundings.Command} ps {cluster}";
}
