using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>A published port with the host port that it gets.</summary>
/// <param name="Mapping">What was written.</param>
/// <param name="HostPort">The port on the host; 0 lets the engine choose.</param>
public sealed record AssignedPort(PortMapping Mapping, int HostPort);
