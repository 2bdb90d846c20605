namespace Slipway.Api;

/// <summary>Makes an earlier revision the next one: <c>POST /api/clusters/NAME/rollback</c>.</summary>
/// <param name="Revision">Its number.</param>
public sealed record RollbackRequest(int Revision);
