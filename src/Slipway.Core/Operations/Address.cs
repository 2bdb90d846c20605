namespace Slipway.Core.Operations;

/// <summary>A published port of an instance.</summary>
public sealed record Address(string Instance, int Target, string Protocol, string Host, int HostPort);
