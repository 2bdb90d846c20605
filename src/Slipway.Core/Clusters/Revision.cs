using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;

namespace Slipway.Core.Clusters;

/// <summary>One immutable version of a cluster.</summary>
public sealed record Revision
{
    /// <summary>Gets the cluster.</summary>
    public required string ClusterId { get; init; }

    /// <summary>Gets the number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the commit; empty for a cluster made directly.</summary>
    public required string Commit { get; init; }

    /// <summary>Gets what runs.</summary>
    public required ConfigurationSet Set { get; init; }

    /// <summary>Gets the hash of <see cref="Set"/>.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Gets the files that it came from.</summary>
    public ImmutableArray<InputFile> Inputs { get; init; } = [];

    /// <summary>Gets warnings: what is honoured in another way, or not yet.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
