using System.Net.Http.Json;
using System.Text;
using Slipway.Api;
using Slipway.Git.GitHub.Webhooks;
using Slipway.Server.Tests.Harness;
using Slipway.Server.Webhooks;

namespace Slipway.Server.Tests.Webhooks;

/// <summary>What a stranger, or GitHub with the wrong settings, may send: refused with a code, and nothing stored.</summary>
public sealed class WebhookAttackTests
{
    private static readonly string Good = Hook.Push("refs/heads/main");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receive_Attack_IsRefusedAndNothingIsStored()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        await server.ConnectAsync();
        var before = server.Stored();
        var wrong = new List<string>();
        foreach (var (name, status, code, make) in Attacks())
        {
            using var request = make();
            using var response = await server.Anybody.SendAsync(request, Token);
            var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView, Token)
                : null;
            if (((int)response.StatusCode, problem?.Code) != (status, code))
            {
                wrong.Add($"{name}: {(int)response.StatusCode} {problem?.Code}");
            }

            if (server.Stored() is var after && after != before)
            {
                wrong.Add($"{name}: stored {after}, before {before}");
                before = after;
            }
        }

        Assert.Empty(wrong);
        Assert.DoesNotContain(server.Logged, l => l.Contains(Hook.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receive_ReplayedDelivery_DoesNothing()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        await server.ConnectAsync();
        var before = server.Pushed();
        using var first = await server.Anybody.SendAsync(Hook.Request("push", Good, "d-1234567"), Token);
        var stored = server.Stored();

        // The same delivery once more, and the same delivery with another body that is signed as well.
        foreach (var body in new[] { Good, Hook.Push("refs/heads/other") })
        {
            using var again = await server.Anybody.SendAsync(Hook.Request("push", body, "d-1234567"), Token);

            Assert.Equal(202, (int)again.StatusCode);
            Assert.Equal("repeated", (await again.Content.ReadFromJsonAsync(ApiJson.Default.PushedView, Token))?.Result);
            Assert.Equal(stored, server.Stored());
        }

        Assert.Equal(before + 1, server.Pushed());
    }

    [Fact]
    public async Task Receive_BodyWithoutLength_IsCountedWhileItIsRead()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        using var request = Hook.Request("push", new byte[WebhookBody.Limit + 1]);
        request.Headers.TransferEncodingChunked = true;
        using var response = await server.Anybody.SendAsync(request, Token);

        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task Receive_BodyAtTheLimit_IsRead()
    {
        await using var server = await ServerRun.StartAsync((WebhookSecret.Key, Hook.Secret));
        using var response = await server.Anybody.SendAsync(Hook.Request("push", Encoding.ASCII.GetBytes(new string(' ', WebhookBody.Limit))), Token);

        Assert.Equal("bad-payload", (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView, Token))?.Code);
    }

    private static IEnumerable<(string Name, int Status, string Code, Func<HttpRequestMessage> Make)> Attacks()
    {
        yield return ("no signature", 401, "no-signature", () => Signed(null));
        yield return ("empty signature", 401, "no-signature", () => Signed(string.Empty));
        yield return ("wrong signature", 401, "bad-signature", () => Signed(WebhookSignature.Of("another"u8, Hook.Secret)));
        yield return ("wrong secret", 401, "bad-signature", () => Signed(WebhookSignature.Of(Encoding.UTF8.GetBytes(Good), "guessed")));
        yield return ("empty secret", 401, "bad-signature", () => Signed(WebhookSignature.Of(Encoding.UTF8.GetBytes(Good), string.Empty)));
        yield return ("truncated signature", 401, "bad-signature", () => Signed(WebhookSignature.Of(Encoding.UTF8.GetBytes(Good), Hook.Secret)[..^2]));
        yield return ("only the prefix", 401, "bad-signature", () => Signed("sha256="));
        yield return ("two signatures", 401, "bad-signature", () =>
        {
            var request = Hook.Request("push", Good);
            request.Headers.Add(WebhookSignature.Header, "sha256=00");
            return request;
        });
        yield return ("SHA-1 only", 401, "no-signature", () =>
        {
            var request = Signed(null);
#pragma warning disable CA5350 // what GitHub sends beside the other one
            request.Headers.Add("X-Hub-Signature", "sha1=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA1.HashData(Encoding.UTF8.GetBytes(Hook.Secret), Encoding.UTF8.GetBytes(Good))));
#pragma warning restore CA5350
            return request;
        });
        yield return ("changed after signing", 401, "bad-signature", () =>
        {
            var request = Hook.Request("push", Good);
            request.Content = new StringContent(Good.Replace("main", "prod", StringComparison.Ordinal), Encoding.UTF8, "application/json");
            return request;
        });
        yield return ("30 MiB", 413, "too-large", () => Hook.Request("push", new byte[30 * 1024 * 1024]));
        yield return ("a form", 415, "not-json", () =>
        {
            var request = Hook.Request("push", Good);
            request.Content!.Headers.ContentType = new("application/x-www-form-urlencoded");
            return request;
        });
        yield return ("no delivery", 400, "bad-delivery", () => Without("X-GitHub-Delivery"));
        yield return ("no event", 400, "bad-event", () => Without("X-GitHub-Event"));
        yield return ("delivery of odd characters", 400, "bad-delivery", () => Hook.Request("push", Good, "a' or 1=1; --"));
        yield return ("delivery without end", 400, "bad-delivery", () => Hook.Request("push", Good, new string('a', 5000)));
        foreach (var (name, body) in new[]
        {
            ("nothing", string.Empty), ("not JSON", "ref=refs/heads/main"), ("an array", "[1]"), ("null", "null"), ("no repository", "{}"),
            ("cut off", Good[..^1]), ("two values", Good + Good), ("deep JSON", string.Concat(Enumerable.Repeat("{\"a\":", 50_000)) + "1" + new string('}', 50_000)),
            ("ref of another kind", Good.Replace("\"refs/heads/main\"", "[\"refs/heads/main\"]", StringComparison.Ordinal)),
            ("commit of another kind", Hook.Push("refs/heads/main", after: "--upload-pack=touch /tmp/x")),
            ("repository as an option", Hook.Push("refs/heads/main", repository: "\"repository\":{\"full_name\":\"--upload-pack=x/y\",\"clone_url\":\"--upload-pack=x\"}")),
        })
        {
            yield return (name, 400, "bad-payload", () => Hook.Request("push", body));
        }

        foreach (var reference in new[]
        {
            "../../x", "refs/heads/../../x", "refs/heads/a\nb", "refs/heads/a\0b", "refs/heads/\u001b[2J", "--upload-pack=touch /tmp/x", "refs/heads/--upload-pack=x",
            "refs/heads/", "refs/heads/a b", "refs/heads/a~1", "refs/heads/a^{commit}", "refs/heads/x.lock", "refs/notes/x", "HEAD", "main", "refs/heads/" + new string('a', 5000),
        })
        {
            yield return ($"ref {reference[..Math.Min(40, reference.Length)]}", 422, "refused-ref", () => Hook.Request("push", Hook.Push(reference)));
            yield return ($"deleted ref {reference[..Math.Min(40, reference.Length)]}", 422, "refused-ref", () => Hook.Request("push", Hook.Push(reference, after: new string('0', 40))));
        }
    }

    private static HttpRequestMessage Signed(string? signature)
    {
        var request = Hook.Request("push", Good);
        request.Headers.Remove(WebhookSignature.Header);
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(WebhookSignature.Header, signature);
        }

        return request;
    }

    private static HttpRequestMessage Without(string header)
    {
        var request = Hook.Request("push", Good);
        request.Headers.Remove(header);
        return request;
    }
}
