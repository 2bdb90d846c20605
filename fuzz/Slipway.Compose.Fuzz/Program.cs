using Slipway.Compose.Fuzz;

// Usage: Slipway.Compose.Fuzz --out FOLDER [--target NAME] [--seconds N] [--seed N] [--runs N]
//        Slipway.Compose.Fuzz --target NAME --replay FILE...
// Exit codes: 0 nothing found, 1 something found, 2 wrong usage.
if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine("usage: Slipway.Compose.Fuzz --out FOLDER [--target NAME] [--seconds N] [--seed N] [--runs N]");
    Console.Error.WriteLine("       Slipway.Compose.Fuzz --target NAME --replay FILE...");
    Console.Error.WriteLine($"targets: {string.Join(", ", FuzzTargets.All.Select(t => t.Name))}");
    return 2;
}

return arguments.Replay.Length > 0 ? Replay.Run(arguments) : new Fuzzer(arguments).Run();
