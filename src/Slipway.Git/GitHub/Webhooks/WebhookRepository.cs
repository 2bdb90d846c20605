using System.Collections.Immutable;

namespace Slipway.Git.GitHub.Webhooks;

/// <summary>The repository of a webhook.</summary>
/// <param name="FullName">Its <c>owner/name</c>.</param>
/// <param name="Addresses">The URLs under which somebody may have connected it.</param>
public sealed record WebhookRepository(string FullName, ImmutableArray<string> Addresses);
