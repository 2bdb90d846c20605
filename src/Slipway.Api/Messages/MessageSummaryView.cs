namespace Slipway.Api;

/// <summary>How many messages of one name are not settled: <c>GET /api/messages/summary</c>. Counts deliveries, one per subscribed application.</summary>
/// <param name="Name">The name of the event or task.</param>
/// <param name="Ready">Their time has come and no worker has begun them.</param>
/// <param name="Waiting">They were sent with a delay that has not passed.</param>
/// <param name="Running">A worker runs them.</param>
/// <param name="Retrying">An attempt failed and another one follows.</param>
/// <param name="Dead">Given up; somebody should look.</param>
/// <param name="OldestSince">Since when the oldest of them is where it is; see <see cref="MessageView.Since"/>.</param>
public sealed record MessageSummaryView(string Name, long Ready, long Waiting, long Running, long Retrying, long Dead, DateTimeOffset OldestSince);
