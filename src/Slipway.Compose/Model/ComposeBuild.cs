namespace Slipway.Compose;

/// <summary>How an image is built.</summary>
public sealed record ComposeBuild
{
    /// <summary>Gets the build context: an absolute directory or a remote reference.</summary>
    public required string Context { get; init; }

    /// <summary>Gets the Dockerfile, relative to the context.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>Gets the text of the Dockerfile, when it is written in the Compose file.</summary>
    public string? DockerfileInline { get; init; }

    /// <summary>Gets the build arguments. Those without a value are left out.</summary>
    public ComposeMap<string> Args { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the stage to build.</summary>
    public string? Target { get; init; }

    /// <summary>Gets the labels of the image.</summary>
    public ComposeMap<string> Labels { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the cache sources.</summary>
    public ComposeList<string> CacheFrom { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the cache destinations.</summary>
    public ComposeList<string> CacheTo { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the network of build steps.</summary>
    public string? Network { get; init; }

    /// <summary>Gets the platforms to build for.</summary>
    public ComposeList<string> Platforms { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the secrets available while building.</summary>
    public ComposeList<ComposeFileReference> Secrets { get; init; } = ComposeList<ComposeFileReference>.Empty;

    /// <summary>Gets named contexts beside the main one.</summary>
    public ComposeMap<string> AdditionalContexts { get; init; } = ComposeMap<string>.Empty;

    /// <summary>Gets the size of <c>/dev/shm</c>, in bytes.</summary>
    public long? ShmSizeBytes { get; init; }

    /// <summary>Gets additional host entries, each <c>host=address</c>, sorted.</summary>
    public ComposeList<string> ExtraHosts { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets whether the cache is not used.</summary>
    public bool NoCache { get; init; }

    /// <summary>Gets the stages that do not use the cache.</summary>
    public ComposeList<string> NoCacheFilter { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets whether base images are always pulled.</summary>
    public bool Pull { get; init; }

    /// <summary>Gets whether build steps have the rights of the host.</summary>
    public bool Privileged { get; init; }

    /// <summary>Gets the SSH agents or keys, each <c>ID</c> or <c>ID=PATH</c>.</summary>
    public ComposeList<string> Ssh { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the additional tags.</summary>
    public ComposeList<string> Tags { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the isolation technology.</summary>
    public string? Isolation { get; init; }

    /// <summary>Gets the extra privileges of the build.</summary>
    public ComposeList<string> Entitlements { get; init; } = ComposeList<string>.Empty;

    /// <summary>Gets the provenance attestation.</summary>
    public string? Provenance { get; init; }

    /// <summary>Gets the software bill of materials attestation.</summary>
    public string? Sbom { get; init; }

    /// <summary>Gets the resource limits of build steps.</summary>
    public ComposeMap<ComposeUlimit> Ulimits { get; init; } = ComposeMap<ComposeUlimit>.Empty;
}
