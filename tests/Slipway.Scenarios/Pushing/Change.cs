using System.Collections.Immutable;

namespace Slipway.Scenarios.Pushing;

/// <summary>One change of one input, and what must come of it.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Make">Makes it in the clone.</param>
public sealed record Change(string Name, Action<TestRepository> Make)
{
    /// <summary>Gets the services whose containers are replaced; all others keep theirs.</summary>
    public ImmutableArray<string> Replaced { get; init; } = [];

    /// <summary>Gets the services that come.</summary>
    public ImmutableArray<string> Added { get; init; } = [];

    /// <summary>Gets the services that go.</summary>
    public ImmutableArray<string> Removed { get; init; } = [];

    /// <summary>Gets a part of the cause that the plan gives.</summary>
    public string? Cause { get; init; }

    /// <summary>Gets whether it is an input of the configuration, so that the file is loaded again.</summary>
    public bool IsInput { get; init; } = true;

    /// <summary>Gets where the change shows: a command in the container of a service, and what it prints.</summary>
    public (string Service, string[] Command, string Prints)? Shows { get; init; }

    public override string ToString() => Name;
}
