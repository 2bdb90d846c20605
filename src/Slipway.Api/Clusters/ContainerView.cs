using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>A container of an environment: <c>GET /api/clusters/NAME/containers</c>.</summary>
/// <param name="Id">The engine's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Instance">The instance.</param>
/// <param name="State">What it does: <c>running</c>, <c>exited</c>, …</param>
/// <param name="Health"><c>healthy</c>, <c>unhealthy</c>, <c>starting</c>, or empty where it has no health check.</param>
/// <param name="ExitCode">The exit code of one that ended.</param>
/// <param name="RestartCount">How often the engine restarted it.</param>
/// <param name="Addresses">Its published ports.</param>
public sealed record ContainerView(
    string Id,
    string Name,
    string Instance,
    string State,
    string Health,
    int? ExitCode,
    int RestartCount,
    ImmutableArray<AddressView> Addresses);
