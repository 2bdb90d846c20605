using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Slipway.Api;

namespace Slipway.Cli.Tests.Fakes;

/// <summary>An HTTP server with answers prepared by a test. It writes the <c>server.json</c> that a CLI finds it by.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    public const string Token = "fake-token";

    private readonly ConcurrentDictionary<string, Func<HttpListenerContext, Task>> _answers = new();
    private readonly HttpListener _listener;
    private readonly Task _serving;

    public FakeServer(string home)
    {
        (_listener, Url) = Listen();
        AddressJson = JsonSerializer.Serialize(new ServerAddress(Url, Token, Environment.ProcessId, "0.1.0"), ApiJson.Default.ServerAddress);
        Home = home;
        Text("GET /health/ready", """{"status":"healthy","checks":[{"part":"server","status":"healthy","reason":"started"}]}""", "application/json");
        _serving = ServeAsync();
    }

    public string Home { get; }

    public string Url { get; }

    public string AddressJson { get; }

    /// <summary>Gets each request as "METHOD path?query body".</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public FakeServer Announce()
    {
        Directory.CreateDirectory(Home);
        File.WriteAllText(Path.Combine(Home, "server.json"), AddressJson);
        return this;
    }

    public FakeServer Json<T>(string request, T value, int status = 200) =>
        Text(request, JsonSerializer.Serialize(value, ApiJson.Default.Options.GetTypeInfo(typeof(T))), status == 200 ? "application/json" : "application/problem+json", status);

    public FakeServer Problem(string request, int status, string code, string title, string detail, params DiagnosticView[] diagnostics) =>
        Json(request, new ProblemView(title, status, detail, code, [.. diagnostics]), status);

    public FakeServer Text(string request, string body, string contentType, int status = 200) => On(request, async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
    });

    /// <summary>A stream of an operation: one script for each connection, the last for all that follow.</summary>
    public FakeServer Stream(string operation, params OperationView[][] connections)
    {
        var connection = 0;
        return On($"GET /api/operations/{operation}/stream", async context =>
        {
            var views = connections[Math.Min(Interlocked.Increment(ref connection), connections.Length) - 1];
            context.Response.ContentType = "text/event-stream";
            foreach (var view in views)
            {
                var json = JsonSerializer.Serialize(view, ApiJson.Default.OperationView);
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($"event: operation\ndata: {json}\n\n"));
                await context.Response.OutputStream.FlushAsync();
            }
        });
    }

    public FakeServer On(string request, Func<HttpListenerContext, Task> answer)
    {
        _answers[request] = answer;
        return this;
    }

    /// <summary>Sends the beginning of an answer and then nothing more, as a server that dies.</summary>
    public static async Task DieAsync(HttpListenerContext context, string sent = "")
    {
        var bytes = Encoding.UTF8.GetBytes(sent);
        context.Response.ContentLength64 = bytes.Length + 1;
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private static (HttpListener Listener, string Url) Listen()
    {
        // HttpListener cannot ask for any free port, and one that was free may be taken a moment later.
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            probe.Stop();
            var listener = new HttpListener { Prefixes = { url + "/" } };
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        var answering = new List<Task>();
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                answering.Add(AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                break;
            }
        }

        await Task.WhenAll(answering);
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        var request = $"{context.Request.HttpMethod} {context.Request.Url!.PathAndQuery}";
        Requests.Enqueue(body.Length == 0 ? request : $"{request} {body}");
        try
        {
            var isOpen = context.Request.Url.AbsolutePath.StartsWith("/health/", StringComparison.Ordinal);
            if (!isOpen && context.Request.Headers["Authorization"] != "Bearer " + Token)
            {
                context.Response.StatusCode = 401;
            }
            else if (_answers.TryGetValue(request, out var answer) || _answers.TryGetValue($"{context.Request.HttpMethod} {context.Request.Url.AbsolutePath}", out answer))
            {
                await answer(context);
            }
            else
            {
                context.Response.StatusCode = 404;
            }

            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client has gone, or the test is over.
        }
    }
}
