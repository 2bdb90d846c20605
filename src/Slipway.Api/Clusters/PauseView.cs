namespace Slipway.Api;

/// <summary>The answer to <c>POST /api/clusters/NAME/pause</c> and <c>…/resume</c>.</summary>
/// <param name="Cluster">The environment.</param>
/// <param name="IsPaused">Whether pushes are only noted now.</param>
/// <param name="Operation">The operation that catches up on what was pushed meanwhile; null where there is nothing to catch up on.</param>
public sealed record PauseView(string Cluster, bool IsPaused, string? Operation);
