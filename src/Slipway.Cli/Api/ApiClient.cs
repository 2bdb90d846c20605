using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Slipway.Api;

namespace Slipway.Cli.Api;

/// <summary>The server's HTTP API at one address. What the server refuses comes as a <see cref="CliException"/>.</summary>
internal sealed class ApiClient : IDisposable
{
    // A server whose database does not answer takes five seconds to say so.
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(8);

    private readonly HttpClient _http;

    public ApiClient(ServerAddress address)
    {
        Address = address;
        // A proxy of the environment is for the world outside, not for this machine's loopback address.
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
        _http = new HttpClient(handler) { BaseAddress = new Uri(address.Url), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.Token);
    }

    /// <summary>Gets where the server is.</summary>
    public ServerAddress Address { get; }

    public void Dispose() => _http.Dispose();

    /// <summary>
    /// Whether a server answers there that has started and does not stop. One that lacks something, its database say, is there all the same: it
    /// can say so, and be stopped.
    /// </summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ProbePatience);
        try
        {
            using var response = await _http.GetAsync(new Uri("health/ready", UriKind.Relative), patience.Token);
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable))
            {
                return false;
            }

            var health = await response.Content.ReadFromJsonAsync(ApiJson.Default.HealthView, patience.Token);
            return health?.Checks.Any(c => c is { Part: HealthView.Server, Status: HealthView.Healthy }) == true;
        }
        catch (Exception error) when (error is HttpRequestException or JsonException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    public async Task<TAnswer> PostAsync<TRequest, TAnswer>(
        string path, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(request, requestType);
        using var response = await SendAsync(HttpMethod.Post, path, content, cancellationToken);
        return await ReadAsync(response, answerType, cancellationToken);
    }

    public async Task<Accepted> ImportAsync(ImportRequest request, string requestId, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(request, ApiJson.Default.ImportRequest);
        using var response = await SendAsync(HttpMethod.Post, "api/imports", content, cancellationToken, requestId);
        return await ReadAsync(response, ApiJson.Default.Accepted, cancellationToken);
    }

    public async Task<Accepted> RemoveAsync(string cluster, bool volumes, string requestId, CancellationToken cancellationToken)
    {
        var path = $"api/clusters/{Uri.EscapeDataString(cluster)}?volumes={(volumes ? "true" : "false")}";
        using var response = await SendAsync(HttpMethod.Delete, path, null, cancellationToken, requestId);
        return await ReadAsync(response, ApiJson.Default.Accepted, cancellationToken);
    }

    /// <summary>Posts something that begins an operation.</summary>
    public async Task<Accepted> BeginAsync(string path, string requestId, CancellationToken cancellationToken, HttpContent? content = null)
    {
        using var response = await SendAsync(HttpMethod.Post, path, content, cancellationToken, requestId);
        return await ReadAsync(response, ApiJson.Default.Accepted, cancellationToken);
    }

    public async Task<T> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, path, null, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    public async Task<T> DeleteAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Delete, path, null, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    public Task<ImmutableArray<ClusterView>> ListAsync(CancellationToken cancellationToken) =>
        GetAsync("api/clusters", ApiJson.Default.ImmutableArrayClusterView, cancellationToken);

    public async Task ShutDownAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, "api/shutdown", null, cancellationToken);
    }

    /// <summary>Server-sent events, each an object, until the server closes the stream.</summary>
    public async IAsyncEnumerable<T> EventsAsync<T>(string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var parser = SseParser.Create(stream, (_, data) => data.IsEmpty ? default : JsonSerializer.Deserialize(data, type));
        await foreach (var item in parser.EnumerateAsync(cancellationToken))
        {
            if (item.Data is { } value)
            {
                yield return value;
            }
        }
    }

    /// <summary>Objects, one a line, until the server closes the stream.</summary>
    public async IAsyncEnumerable<T> LinesAsync<T>(string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0 && JsonSerializer.Deserialize(line, type) is { } value)
            {
                yield return value;
            }
        }
    }

    /// <summary>
    /// Whether an exception means that the connection was lost, rather than that the server said no. A token that is not accepted is that of a
    /// server which has been started again since.
    /// </summary>
    public static bool IsOutage(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or CliException { HttpStatus: 401 };

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, string? requestId = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (requestId is not null)
        {
            request.Headers.Add(RequestHeaders.RequestId, requestId);
        }

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await Refusals.ReadAsync(response, cancellationToken);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync(type, cancellationToken)
        ?? throw new CliException(ExitCodes.ServerUnavailable, $"the server's answer to {response.RequestMessage?.RequestUri?.AbsolutePath} is empty");
}
