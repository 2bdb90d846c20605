using System.Collections;
using System.Runtime.InteropServices;
using Slipway.Cli;
using Slipway.Cli.Terminals;

using var stop = new CancellationTokenSource();
var stoppedBy = ExitCodes.Interrupted;
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, ExitCodes.Interrupted));
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, ExitCodes.Terminated));

var surroundings = new Surroundings
{
    Out = ProcessTerminal.Open(Console.OpenStandardOutput()),
    Error = ProcessTerminal.Open(Console.OpenStandardError()),
    OutScreen = () => ProcessTerminal.Describe(Console.IsOutputRedirected, ProcessTerminal.StandardOutput),
    ErrorScreen = () => ProcessTerminal.Describe(Console.IsErrorRedirected, ProcessTerminal.StandardError),
    In = new StreamReader(Console.OpenStandardInput()),
    Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? string.Empty),
    Directory = Environment.CurrentDirectory,
    Time = TimeProvider.System,
};
var exitCode = await CliApplication.RunAsync(args, surroundings, stop.Token);
return exitCode == ExitCodes.Interrupted ? stoppedBy : exitCode;

void Stop(PosixSignalContext signal, int code)
{
    // A second Ctrl-C ends the process at once, should the first not be obeyed.
    signal.Cancel = !stop.IsCancellationRequested;
    stoppedBy = code;
    stop.Cancel();
}
