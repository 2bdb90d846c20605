using Slipway.Benchmarks.Messaging;

// One measurement per process, so that no leg inherits another one's heap, pools or compiled code. bench/messaging.sh runs them in turn.
using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));
try
{
    return await Measurements.RunAsync(new Arguments(args), deadline.Token);
}
catch (UsageException error)
{
    await Console.Error.WriteLineAsync($"error: {error.Message}");
    return 2;
}
