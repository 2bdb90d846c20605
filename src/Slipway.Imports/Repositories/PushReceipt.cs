namespace Slipway.Imports.Repositories;

/// <summary>The answer to the report of a push.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Chain">The chain that <c>github.pushed</c> begins; null where nothing was published. What it leads to for each cluster are operations of their own.</param>
public sealed record PushReceipt(PushOutcome Outcome, string? Chain = null);
