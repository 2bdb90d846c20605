namespace Slipway.Core.Engines;

/// <summary>What a container engine is.</summary>
public sealed record EngineDescription(string Name, string Version, string ApiVersion, string OperatingSystem, string Architecture);
