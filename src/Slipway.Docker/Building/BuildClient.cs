namespace Slipway.Docker.Building;

/// <summary>A Docker client that was seen to build with BuildKit.</summary>
/// <param name="Program">The program.</param>
/// <param name="HasBuildx">Whether it builds by its plugin buildx, which knows more options, or by itself.</param>
internal sealed record BuildClient(string Program, bool HasBuildx);
