using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>How the server does: <c>GET /health/live</c>, <c>GET /health/ready</c>.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> (it works; somebody should look) or <c>unhealthy</c> (the answer's status is then 503).</param>
/// <param name="Checks">Each part of it.</param>
public sealed record HealthView(string Status, ImmutableArray<HealthCheckView> Checks)
{
    /// <summary>The part that tells of the process itself: healthy once it has started, until it stops.</summary>
    public const string Server = "server";

    /// <summary>The status of a part that does what it should.</summary>
    public const string Healthy = "healthy";
}
