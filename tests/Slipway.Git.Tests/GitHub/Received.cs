using System.Text.Json;

namespace Slipway.Git.Tests.GitHub;

/// <summary>A request that the stand-in got.</summary>
internal sealed record Received(string Request, string Authorization, string UserAgent, JsonElement Body)
{
    public string? Text(string name) => Body.TryGetProperty(name, out var value) ? value.GetString() : null;
}
