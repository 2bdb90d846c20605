using Slipway.Core.Clusters;
using Slipway.Messaging;

namespace Slipway.Imports.Formats;

/// <summary>A format that is installed: how its flows begin, for those who know formats by name only.</summary>
/// <param name="Name">The format's name.</param>
/// <param name="Publish">Publishes the first event of the import flow for an import.</param>
/// <param name="Request">The same out of a handler, on the chain that has the import's id.</param>
/// <param name="Push">Publishes <c>FORMAT.cluster.pushed</c> for a cluster and a commit, on a chain of its own.</param>
/// <param name="Resume">The same outside of a handler, on the session's chain.</param>
public sealed record FormatEntry(
    string Name,
    Action<IMessageSession, string> Publish,
    Action<HandlerContext, string> Request,
    Action<HandlerContext, Cluster, string, string> Push,
    Action<IMessageSession, Cluster, string> Resume);
