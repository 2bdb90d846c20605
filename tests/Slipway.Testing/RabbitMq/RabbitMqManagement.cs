using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Slipway.Testing.RabbitMq;

/// <summary>The management interface of a <see cref="RabbitMqBroker"/>: what tests look at, and how they disturb.</summary>
public sealed class RabbitMqManagement : IDisposable
{
    private readonly HttpClient _http;

    internal RabbitMqManagement(Uri address)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("guest:guest"u8));
    }

    /// <summary>Makes a virtual host with a name of its own, so that tests do not see each other.</summary>
    public async Task<string> CreateVhostAsync(CancellationToken cancellationToken)
    {
        var name = $"test-{Guid.NewGuid():n}";
        await PutAsync($"vhosts/{name}", new { }, cancellationToken);
        await PutAsync($"permissions/{name}/guest", new { configure = ".*", write = ".*", read = ".*" }, cancellationToken);
        return name;
    }

    /// <summary>Removes a virtual host and all that is in it; connections to it are closed.</summary>
    public Task DeleteVhostAsync(string vhost, CancellationToken cancellationToken) => DeleteAsync($"vhosts/{vhost}", cancellationToken);

    /// <summary>Removes a queue with its messages; its consumers are cancelled.</summary>
    public Task DeleteQueueAsync(string vhost, string queue, CancellationToken cancellationToken) =>
        DeleteAsync($"queues/{vhost}/{queue}", cancellationToken);

    /// <summary>Reads, for example <c>queues/VHOST/QUEUE</c> or <c>connections</c>. Figures are some seconds old.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        await _http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), cancellationToken);

    /// <summary>Writes.</summary>
    public async Task PutAsync(string path, object body, CancellationToken cancellationToken)
    {
        // Of a known length: the broker understands no chunked request.
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await _http.PutAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Removes; what is not there is fine.</summary>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.DeleteAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (answer.StatusCode != HttpStatusCode.NotFound)
        {
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>Whether the broker listens for AMQP, the last thing that it does when it starts.</summary>
    internal async Task<bool> ServesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var overview = await GetAsync("overview", cancellationToken);
            return overview.TryGetProperty("listeners", out var listeners)
                && listeners.EnumerateArray().Any(l => l.GetProperty("protocol").GetString() == "amqp");
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
