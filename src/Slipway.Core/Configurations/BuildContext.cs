namespace Slipway.Core.Configurations;

/// <summary>A further context of a build, which its Dockerfile names: a directory of a repository, the image of an instance, or something by reference.</summary>
public sealed record BuildContext
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the repository of the directory; null is that of the configuration.</summary>
    public BuildSource? Source { get; init; }

    /// <summary>Gets the directory inside of the repository, empty for its root; null where it is none.</summary>
    public string? Path { get; init; }

    /// <summary>Gets the Git id of that directory's tree.</summary>
    public string? Tree { get; init; }

    /// <summary>Gets the instance whose image it is; null where it is none.</summary>
    public string? Instance { get; init; }

    /// <summary>Gets where builders find it, as <c>docker-image://alpine</c> or a directory of the host. Null until that is known.</summary>
    public string? Reference { get; init; }
}
