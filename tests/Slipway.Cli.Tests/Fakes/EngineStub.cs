using System.Net.Sockets;

namespace Slipway.Cli.Tests.Fakes;

/// <summary>Answers every connection to a socket as a Docker Engine answers a ping.</summary>
internal sealed class EngineStub : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _serving;

    public EngineStub(string path)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _serving = ServeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        var request = new byte[256];
        while (true)
        {
            try
            {
                using var connection = await _listener.AcceptAsync();
                await connection.ReceiveAsync(request);
                await connection.SendAsync("HTTP/1.0 200 OK\r\n\r\nOK"u8.ToArray());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
