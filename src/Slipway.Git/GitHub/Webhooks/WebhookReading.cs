namespace Slipway.Git.GitHub.Webhooks;

/// <summary>What a webhook's body says: an event, or what is wrong with it. Neither is set for a body of which nothing is to be done.</summary>
/// <param name="Event">The event.</param>
/// <param name="Problem">What is wrong, without anything that the sender wrote.</param>
public readonly record struct WebhookReading(WebhookEvent? Event, string? Problem);
