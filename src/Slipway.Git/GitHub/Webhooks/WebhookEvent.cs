using System.Collections.Immutable;

namespace Slipway.Git.GitHub.Webhooks;

// What webhooks tell, a closed family.

/// <summary>What a webhook told of a repository.</summary>
/// <param name="Repository">Which one.</param>
public abstract record WebhookEvent(WebhookRepository Repository);

/// <summary>A ref moved, came or went: <c>push</c>, <c>delete</c>.</summary>
/// <param name="Repository">Which repository.</param>
/// <param name="Ref">The full ref, as it was sent; nobody has checked it yet.</param>
/// <param name="Before">The commit before; null for a ref that came, or where the webhook does not say.</param>
/// <param name="After">The commit after; null for a ref that went.</param>
public sealed record WebhookRefMoved(WebhookRepository Repository, string Ref, string? Before, string? After) : WebhookEvent(Repository);

/// <summary>A ref came, and the webhook does not say at which commit: <c>create</c>.</summary>
/// <param name="Repository">Which repository.</param>
/// <param name="Ref">The full ref, as it was sent.</param>
public sealed record WebhookRefCreated(WebhookRepository Repository, string Ref) : WebhookEvent(Repository);

/// <summary>A pull request changed: <c>pull_request</c>.</summary>
/// <param name="Repository">The repository that it asks to be taken into.</param>
/// <param name="Number">Its number.</param>
/// <param name="Commit">Its newest commit.</param>
/// <param name="Branch">The branch that it comes from.</param>
/// <param name="IsFork">Whether that is in another repository, or in one that is gone.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="IsOpen">Whether it is open.</param>
public sealed record WebhookPullRequest(
    WebhookRepository Repository, int Number, string Commit, string Branch, bool IsFork, ImmutableArray<string> Labels, bool IsOpen)
    : WebhookEvent(Repository);
