using Slipway.Imports.Formats;
using Slipway.Messaging;

namespace Slipway.Imports.Updates;

// The messages of the update flow, a closed family. One CLR type serves every format; the name on the wire begins with the format's.

/// <summary>
/// <c>github.pushed</c>: a ref of a connected repository moved, came or went. The name is historical: it is published for every Git server, by webhooks,
/// hooks, polling and reconciliation alike.
/// </summary>
/// <param name="Repository">The repository, in normal form.</param>
/// <param name="Ref">The full ref: <c>refs/heads/main</c>, <c>refs/pull/7/head</c>.</param>
/// <param name="Before">The commit before; null for a ref that came.</param>
/// <param name="After">The commit after; null for a ref that went. A hint: what counts is where the ref stands when it is looked at.</param>
/// <param name="Origin">Who says so, for people: <c>webhook</c>, <c>hook</c>, <c>poll</c>, <c>reconciliation</c>, …</param>
[Event("github.pushed")]
public sealed record RepositoryPushed(string Repository, string Ref, string? Before, string? After, string Origin);

/// <summary><c>FORMAT.cluster.pushed</c>: did any input of the configuration change between the commits?</summary>
public sealed record ClusterPushed<TFormat>(string ClusterId, string ClusterName, string Commit)
    where TFormat : IFormat;

/// <summary><c>FORMAT.cluster.config.updated</c>: some did, or came, or went.</summary>
public sealed record ClusterConfigUpdated<TFormat>(string ClusterId, string ClusterName, string Commit)
    where TFormat : IFormat;

/// <summary><c>FORMAT.cluster.sync</c>: load the configuration at the commit and write the next revision.</summary>
public sealed record SyncCluster<TFormat>(string ClusterId, string ClusterName, string Commit)
    where TFormat : IFormat;
