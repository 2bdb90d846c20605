using Slipway.Api;

namespace Slipway.Cli.Progress;

/// <summary>Writes <see cref="PlainProgress"/> as it comes.</summary>
internal sealed class PlainDisplay(TextWriter output, TimeProvider time) : IProgressDisplay
{
    private readonly PlainProgress _progress = new(time.LocalTimeZone);

    public void Show(OperationView view)
    {
        foreach (var line in _progress.Advance(view, time.GetUtcNow()))
        {
            output.WriteLine(line);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
