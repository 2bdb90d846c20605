using System.Net.Http.Headers;
using System.Text;
using Slipway.Git.GitHub.Webhooks;

namespace Slipway.Server.Tests.Harness;

/// <summary>Webhooks as GitHub sends them.</summary>
internal static class Hook
{
    public const string Secret = "only-the-two-of-us-know-this";
    public const string A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    public const string B = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    public const string Repository = "\"repository\":{\"full_name\":\"Team/Shop\",\"clone_url\":\"https://github.com/Team/Shop.git\"}";

    public static string Push(string reference, string before = A, string after = B, string repository = Repository) =>
        $$"""{"ref":{{System.Text.Json.JsonSerializer.Serialize(reference)}},"before":"{{before}}","after":"{{after}}",{{repository}}}""";

    /// <summary>A request that is right; tests spoil it.</summary>
    public static HttpRequestMessage Request(string name, string body, string? delivery = null) => Request(name, Encoding.UTF8.GetBytes(body), delivery);

    public static HttpRequestMessage Request(string name, byte[] body, string? delivery = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/github") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-GitHub-Event", name);
        request.Headers.Add("X-GitHub-Delivery", delivery ?? Guid.NewGuid().ToString());
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(body, Secret));
        return request;
    }
}
