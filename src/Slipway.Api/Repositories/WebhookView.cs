using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>What a webhook at GitHub needs.</summary>
/// <param name="Path">The path below the address under which GitHub reaches the server.</param>
/// <param name="SecretPlace">Where the secret is: a file of the server's machine or a setting. The secret itself is never shown.</param>
/// <param name="Events">The events, as GitHub names them.</param>
public sealed record WebhookView(string Path, string SecretPlace, ImmutableArray<string> Events);
