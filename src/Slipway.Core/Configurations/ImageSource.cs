using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Slipway.Core.Configurations;

/// <summary>Where an image comes from.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RegistryImage), "registry")]
[JsonDerivedType(typeof(BuiltImage), "build")]
public abstract record ImageSource;

/// <summary>An image by reference.</summary>
/// <param name="Reference">For example <c>postgres:15</c>.</param>
/// <param name="Pull">When it is fetched.</param>
public sealed record RegistryImage(string Reference, PullPolicy Pull = PullPolicy.Missing) : ImageSource;

/// <summary>An image built from a directory of the repository.</summary>
public sealed record BuiltImage : ImageSource
{
    /// <summary>The name in a context's archive of a Dockerfile that lies outside of the context.</summary>
    public const string OutsideDockerfile = ".slipway.Dockerfile";

    /// <summary>Gets the repository of the context; null is that of the configuration.</summary>
    public BuildSource? Source { get; init; }

    /// <summary>Gets the directory of the context inside the repository; empty is its root.</summary>
    public required string ContextPath { get; init; }

    /// <summary>Gets the Git id of the context's tree.</summary>
    public required string ContextTree { get; init; }

    /// <summary>Gets the Dockerfile, relative to the context. Ignored with <see cref="DockerfileInline"/>.</summary>
    public string Dockerfile { get; init; } = "Dockerfile";

    /// <summary>Gets the Git id of a Dockerfile that lies outside of the context; null where the tree covers it.</summary>
    public string? DockerfileBlob { get; init; }

    /// <summary>Gets the text of an inline Dockerfile.</summary>
    public string? DockerfileInline { get; init; }

    /// <summary>Gets the build arguments.</summary>
    public ImmutableSortedDictionary<string, string> Args { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the stage to build; null is the last.</summary>
    public string? Target { get; init; }

    /// <summary>Gets the platform; null is the engine's.</summary>
    public string? Platform { get; init; }

    /// <summary>Gets labels of the image.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets further hosts during the build, as <c>name:address</c>.</summary>
    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    /// <summary>Gets the network mode of the build.</summary>
    public string? Network { get; init; }

    /// <summary>Gets the size of /dev/shm during the build; 0 is the engine's default.</summary>
    public long ShmSizeBytes { get; init; }

    /// <summary>Gets limits of each process of the build; null for none.</summary>
    public ImmutableArray<ProcessLimit>? ProcessLimits { get; init; }

    /// <summary>Gets further contexts by name; null for none.</summary>
    public ImmutableArray<BuildContext>? Contexts { get; init; }

    /// <summary>Gets secrets that its steps may mount; null for none.</summary>
    public ImmutableArray<BuildSecret>? Secrets { get; init; }

    /// <summary>Gets images to take layers from; null for none.</summary>
    public ImmutableArray<string>? CacheFrom { get; init; }

    /// <summary>Gets further names for the image (<c>image:</c> beside <c>build:</c>, <c>build.tags</c>).</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
}
