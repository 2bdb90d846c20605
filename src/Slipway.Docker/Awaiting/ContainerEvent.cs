namespace Slipway.Docker.Awaiting;

/// <summary>Something that happened to a container.</summary>
/// <param name="Id">The container's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Action">What: <c>die</c>, <c>start</c>, <c>oom</c>, <c>health_status: healthy</c>, …</param>
/// <param name="Time">When, by the engine's clock.</param>
/// <param name="ExitCode">The exit code, where it ended.</param>
internal sealed record ContainerEvent(string Id, string Name, string Action, DateTimeOffset Time, int? ExitCode);
