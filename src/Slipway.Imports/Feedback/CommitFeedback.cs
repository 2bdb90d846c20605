namespace Slipway.Imports.Feedback;

/// <summary>What is said of a commit, for one environment.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="State">The verdict.</param>
/// <param name="Description">Why, in a few words.</param>
/// <param name="Address">The address to open; null for none.</param>
public sealed record CommitFeedback(string Commit, string Environment, FeedbackState State, string Description, string? Address);
