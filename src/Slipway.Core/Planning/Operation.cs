using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>One engine call of a plan, with the reason it is needed.</summary>
/// <param name="Instance">The instance it serves; null for what several share.</param>
/// <param name="Subject">What it acts on, for people: an image, a container, a network or a volume.</param>
/// <param name="Cause">Why it is needed.</param>
public abstract record Operation(string? Instance, string Subject, string Cause)
{
    /// <summary>Gets the verb that plans, events and logs show.</summary>
    public abstract string Verb { get; }
}

/// <summary>Builds an image under its content-addressed tag.</summary>
public sealed record BuildImage(string? Instance, string Tag, string Cause, BuiltImage Image) : Operation(Instance, Tag, Cause)
{
    public override string Verb => "build-image";
}

/// <summary>Fetches an image from its registry.</summary>
public sealed record PullImage(string? Instance, string Reference, string Cause, string? Platform) : Operation(Instance, Reference, Cause)
{
    public override string Verb => "pull-image";
}

/// <summary>Gives an image a further name.</summary>
public sealed record TagImage(string? Instance, string Source, string Reference, string Cause) : Operation(Instance, Reference, Cause)
{
    public override string Verb => "tag-image";
}

/// <summary>Creates a network.</summary>
public sealed record CreateNetwork(NetworkDefinition Network, string Cause) : Operation(null, Network.Name, Cause)
{
    public override string Verb => "create-network";

    /// <summary>Gets what it was before, where that is known: it is made so again when this fails.</summary>
    public NetworkDefinition? Former { get; init; }
}

/// <summary>Creates a volume.</summary>
public sealed record CreateVolume(VolumeDefinition Volume, string Cause) : Operation(null, Volume.Name, Cause)
{
    public override string Verb => "create-volume";
}

/// <summary>Creates a container, not started, joined to its first network.</summary>
/// <param name="Container">What to create.</param>
/// <param name="As">The name to create it under: its own, or a temporary one while the container that it replaces has that.</param>
/// <param name="Replaces">The container that it replaces; its anonymous volumes move along. Null for none.</param>
/// <param name="Cause">Why.</param>
public sealed record CreateContainer(DesiredContainer Container, string As, string? Replaces, string Cause)
    : Operation(Container.Instance, As, Cause)
{
    public override string Verb => "create-container";
}

/// <summary>Writes the small files (configs, secrets) of a container before it starts.</summary>
public sealed record WriteFiles(string Instance, string Container, ImmutableArray<FileMount> Files, string Cause) : Operation(Instance, Container, Cause)
{
    public override string Verb => "write-files";
}

/// <summary>Joins a container to a further network.</summary>
public sealed record ConnectNetwork(string Instance, string Container, DesiredAttachment Attachment, string Cause) : Operation(Instance, Container, Cause)
{
    public override string Verb => "connect-network";
}

/// <summary>Takes a container that does not run from a network that is to be made again.</summary>
public sealed record DisconnectNetwork(string? Instance, string Container, string Network, string Cause) : Operation(Instance, Container, Cause)
{
    public override string Verb => "disconnect-network";
}

/// <summary>Starts a container.</summary>
public sealed record StartContainer(string Instance, string Container, string Cause) : Operation(Instance, Container, Cause)
{
    public override string Verb => "start-container";
}

/// <summary>Runs the commands in a container that follow its start.</summary>
public sealed record RunPostStart(string Instance, string Container, string Cause) : Operation(Instance, Container, Cause)
{
    public override string Verb => "run-post-start";
}

/// <summary>Waits until a container has reached a condition.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Container">The container.</param>
/// <param name="Until">What it must reach.</param>
/// <param name="Cause">Why.</param>
public sealed record AwaitContainer(string Instance, string Container, AwaitedCondition Until, string Cause) : Operation(Instance, Container, Cause)
{
    public override string Verb => Until switch
    {
        AwaitedCondition.Healthy => "await-healthy",
        AwaitedCondition.Completed => "await-completed",
        _ => "await-running",
    };
}

/// <summary>Stops a container, after the commands of its own that precede it.</summary>
public sealed record StopContainer(string? Instance, string Container, string Cause) : Operation(Instance, Container, Cause)
{
    public override string Verb => "stop-container";
}

/// <summary>Removes a container.</summary>
public sealed record RemoveContainer(string? Instance, string Container, bool WithAnonymousVolumes, string Cause) : Operation(Instance, Container, Cause)
{
    public override string Verb => "remove-container";
}

/// <summary>Gives a container its final name.</summary>
public sealed record RenameContainer(string Instance, string Container, string Name, string Cause) : Operation(Instance, Container, Cause)
{
    public override string Verb => "rename-container";
}

/// <summary>Removes a network.</summary>
public sealed record RemoveNetwork(string Network, string Cause) : Operation(null, Network, Cause)
{
    public override string Verb => "remove-network";

    /// <summary>Gets a value indicating whether it makes room for a network of the same name.</summary>
    public bool MakesRoom { get; init; }
}

/// <summary>Removes a volume with what is in it.</summary>
public sealed record RemoveVolume(string Volume, string Cause) : Operation(null, Volume, Cause)
{
    public override string Verb => "remove-volume";
}
