namespace Slipway.Messaging.TestWorker;

/// <summary>The first message of the flow.</summary>
[Event("chaos.begun")]
public sealed record ChaosBegun(string Id, string Key);

/// <summary>The second.</summary>
[Work("chaos.build")]
public sealed record ChaosBuild(string Id, string Key);

/// <summary>The last.</summary>
[Work("chaos.finish")]
public sealed record ChaosFinish(string Id, string Key);

/// <summary>Kills its process, where the process is started to be killed by it.</summary>
[Work("chaos.poison")]
public sealed record ChaosPoison(string Id);

/// <summary>Overflows the stack of its process.</summary>
[Work("chaos.overflow")]
public sealed record ChaosOverflow(string Id);
