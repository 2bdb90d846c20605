using Slipway.Imports.Formats;

namespace Slipway.Imports.Updates;

// The messages of the update flow, a closed family. One CLR type serves every format; the name on the wire begins with the format's.

/// <summary><c>FORMAT.cluster.pushed</c>: did any input of the configuration change between the commits?</summary>
public sealed record ClusterPushed<TFormat>(string ClusterId, string ClusterName, string Commit)
    where TFormat : IFormat;

/// <summary><c>FORMAT.cluster.config.updated</c>: some did, or came, or went.</summary>
public sealed record ClusterConfigUpdated<TFormat>(string ClusterId, string ClusterName, string Commit)
    where TFormat : IFormat;

/// <summary><c>FORMAT.cluster.sync</c>: load the configuration at the commit and write the next revision.</summary>
public sealed record SyncCluster<TFormat>(string ClusterId, string ClusterName, string Commit)
    where TFormat : IFormat;
