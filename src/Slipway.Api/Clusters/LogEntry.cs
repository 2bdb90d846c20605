namespace Slipway.Api;

/// <summary>A line of output: <c>GET /api/clusters/NAME/logs?service=&amp;tail=&amp;follow=</c>, one JSON object a line (<c>application/x-ndjson</c>).</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Container">The container's name.</param>
/// <param name="Time">When the engine got it.</param>
/// <param name="Stream"><c>out</c> or <c>err</c>.</param>
/// <param name="Text">The text, without its line end.</param>
public sealed record LogEntry(string Instance, string Container, DateTimeOffset Time, string Stream, string Text);
