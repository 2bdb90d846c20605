using System.Collections.Immutable;

namespace Slipway.Imports.Requests;

/// <summary>One import: what was asked for, and what its files gave.</summary>
public sealed record Import
{
    /// <summary>Gets the id, which is also the operation's.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the format's name.</summary>
    public required string Format { get; init; }

    /// <summary>Gets the path or URL that was named.</summary>
    public required string Requested { get; init; }

    /// <summary>Gets the directory inside the repository; null for the one that was named with it.</summary>
    public string? Directory { get; init; }

    /// <summary>Gets the ref that was named; null for what is checked out.</summary>
    public string? Ref { get; init; }

    /// <summary>Gets the cluster's name that was asked for; null for the one that the files give.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the pattern of the cluster's name, as in <see cref="Repositories.ConnectedRepository.NamePattern"/>; null for the usual names.</summary>
    public string? NamePattern { get; init; }

    /// <summary>Gets the configuration files; empty finds them by their usual names.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Gets the active profiles.</summary>
    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>Gets what the files gave; null before they were parsed.</summary>
    public ParsedConfiguration? Parsed { get; init; }
}
