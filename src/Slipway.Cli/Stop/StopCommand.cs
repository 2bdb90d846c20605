using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Stop;

/// <summary><c>slipway stop</c></summary>
internal sealed class StopCommand : Verb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Surroundings _surroundings;

    public StopCommand(Surroundings surroundings)
        : base("stop", "Stop the server in the background; environments go on running", "stop")
    {
        _surroundings = surroundings;
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var locator = new ServerLocator(ServerHome.Of(_surroundings));
        using var api = await locator.FindAsync(cancellationToken);
        if (api is null)
        {
            await _surroundings.Out.WriteLineAsync("the server is not running".AsMemory(), cancellationToken);
            return ExitCodes.Success;
        }

        await api.ShutDownAsync(cancellationToken);
        var begun = _surroundings.Time.GetTimestamp();
        while (ProcessTable.IsAlive(api.Address.ProcessId))
        {
            if (_surroundings.Time.GetElapsedTime(begun) > Patience)
            {
                throw new CliException(ExitCodes.ServerUnavailable, $"the server (process {api.Address.ProcessId}) has not ended after {Patience.TotalSeconds:0} s", $"end it: kill {api.Address.ProcessId}");
            }

            await Task.Delay(Pause, _surroundings.Time, cancellationToken);
        }

        await _surroundings.Out.WriteLineAsync("the server is stopped; environments go on running".AsMemory(), cancellationToken);
        return ExitCodes.Success;
    }
}
