namespace Slipway.Api;

/// <summary>What became of a report of a push, or of a webhook (202).</summary>
/// <param name="Result"><c>published</c>, <c>known</c> (that commit was reported before), <c>repeated</c> (that delivery was), <c>looking</c> or <c>ignored</c>.</param>
/// <param name="Note">Why, in a sentence.</param>
public sealed record PushedView(string Result, string Note);
