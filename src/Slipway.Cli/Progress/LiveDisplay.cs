using System.Text;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Progress;

/// <summary>
/// Draws <see cref="ProgressBlock"/> in place, at most ten times a second whatever the pace of changes. Each frame is one write that goes up,
/// overwrites line by line and clears only what is left over, so nothing flickers.
/// </summary>
internal sealed class LiveDisplay : IProgressDisplay
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(100);
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";
    private const string ClearToEndOfLine = "\e[K";
    private const string ClearToEndOfScreen = "\e[J";

    private readonly TextWriter _output;
    private readonly Func<Screen> _screen;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _drawing;
    private volatile OperationView? _latest;
    private int _drawnLines;
    private int _frame;

    public LiveDisplay(TextWriter output, Func<Screen> screen, TimeProvider time)
    {
        (_output, _screen, _time) = (output, screen, time);
        _drawing = DrawAsync(_stop.Token);
    }

    public void Show(OperationView view) => _latest = view;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _drawing;
        _stop.Dispose();
        Draw();
        await _output.WriteAsync(ShowCursor);
    }

    private async Task DrawAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(FrameTime, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                Draw();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The last frame is drawn by who stops us.
        }
    }

    private void Draw()
    {
        if (_latest is not { } view)
        {
            return;
        }

        var lines = ProgressBlock.Render(view, _time.GetUtcNow(), _screen(), _frame++);
        var frame = new StringBuilder(HideCursor);
        if (_drawnLines > 0)
        {
            frame.Append(System.Globalization.CultureInfo.InvariantCulture, $"\e[{_drawnLines}A");
        }

        foreach (var line in lines)
        {
            frame.Append('\r').Append(line).Append(ClearToEndOfLine).Append('\n');
        }

        frame.Append(ClearToEndOfScreen);
        _output.Write(frame.ToString());
        _drawnLines = lines.Length;
    }
}
