using Docker.DotNet;

namespace Slipway.Docker.Connection;

/// <summary>A client that speaks an API version which both sides know.</summary>
internal sealed record EngineSession(DockerClient Client, Version ApiVersion, string OperatingSystem);
