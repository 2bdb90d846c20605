namespace Slipway.Api;

/// <summary>The answer (202) to anything that runs as a flow: follow <c>/api/operations/ID</c> or <c>/api/operations/ID/stream</c>.</summary>
/// <param name="Operation">The operation's id, which is also the correlation id of its messages.</param>
public sealed record Accepted(string Operation);
