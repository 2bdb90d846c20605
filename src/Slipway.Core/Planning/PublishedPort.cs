namespace Slipway.Core.Planning;

/// <summary>A port as the engine publishes it.</summary>
public sealed record PublishedPort(int Target, string Protocol, string HostAddress, int HostPort);
