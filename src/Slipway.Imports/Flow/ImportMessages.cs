using Slipway.Imports.Formats;

namespace Slipway.Imports.Flow;

// The messages of the import flow, a closed family. One CLR type serves every format; the name on the wire begins with the format's.

/// <summary><c>FORMAT.requested</c>: someone asked for an environment of a repository at a ref.</summary>
public sealed record ImportRequested<TFormat>(string ImportId)
    where TFormat : IFormat;

/// <summary><c>FORMAT.parse-config</c>: fetch, load, convert, store the parsed configuration.</summary>
public sealed record ParseConfig<TFormat>(string ImportId)
    where TFormat : IFormat;

/// <summary><c>FORMAT.parsed</c>: the configuration is stored.</summary>
public sealed record ConfigParsed<TFormat>(string ImportId, string ClusterName)
    where TFormat : IFormat;

/// <summary><c>FORMAT.cluster.create</c>: create the cluster with revision 1, or the next revision of the one that is there.</summary>
public sealed record CreateCluster<TFormat>(string ImportId, string ClusterName)
    where TFormat : IFormat;
