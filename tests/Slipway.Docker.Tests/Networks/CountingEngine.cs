using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Docker.Tests.Networks;

/// <summary>As much of an engine as the removal of a network asks: it refuses as often as it is told to, and lists those who are joined.</summary>
/// <param name="refusals">How often it refuses.</param>
/// <param name="joined">The network's containers, as JSON.</param>
internal sealed class CountingEngine(int refusals, string joined) : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private Task _serving = Task.CompletedTask;
    private int _removals;

    public int Removals => Volatile.Read(ref _removals);

    /// <summary>Starts it, and returns its address.</summary>
    public string Start()
    {
        _listener.Start();
        _serving = ServeAsync();
        return $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                // One request each: whoever asks opens a connection for the next.
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var request = await reader.ReadLineAsync() ?? string.Empty;
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        var (status, body) = AnswerTo(request);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
    }

    private (string Status, string Body) AnswerTo(string request) => request switch
    {
        _ when request.Contains("/version", StringComparison.Ordinal) => ("200 OK", """{"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12","Os":"linux"}"""),
        _ when request.StartsWith("GET ", StringComparison.Ordinal) && request.Contains("/networks/", StringComparison.Ordinal) => ("200 OK", $$"""{"Name":"street","Containers":{{joined}}}"""),
        _ when request.StartsWith("DELETE ", StringComparison.Ordinal) && Interlocked.Increment(ref _removals) <= refusals =>
            ("403 Forbidden", """{"message":"error while removing network: network street id 91998a has active endpoints"}"""),
        _ when request.StartsWith("DELETE ", StringComparison.Ordinal) => ("204 No Content", string.Empty),
        _ => ("404 Not Found", """{"message":"page not found"}"""),
    };
}
