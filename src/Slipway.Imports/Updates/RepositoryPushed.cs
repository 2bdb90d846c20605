using Slipway.Messaging;

namespace Slipway.Imports.Updates;

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
