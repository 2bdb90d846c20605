using Slipway.Core.Configurations;

namespace Slipway.Docker.Building;

/// <summary>A build as the builders get it.</summary>
/// <param name="Image">What to build.</param>
/// <param name="Tag">The name of the result.</param>
/// <param name="Dockerfile">The Dockerfile's path inside the context.</param>
/// <param name="Context">The context as a tar archive; an inline Dockerfile is inside.</param>
internal sealed record BuildRequest(BuiltImage Image, string Tag, string Dockerfile, Stream Context);
