using System.Net.Sockets;
using System.Text;

namespace Slipway.Cli.Engines;

/// <summary>Asks whether a Docker Engine answers, in about a millisecond where one does.</summary>
internal static class EngineProbe
{
    private const string DefaultSocket = "/var/run/docker.sock";
    private const int PlainPort = 2375;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly byte[] Ping = "GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n"u8.ToArray();

    /// <summary>Whether one does; null for addresses that cannot be asked so simply (TLS, SSH).</summary>
    public static async Task<bool?> AnswersAsync(string? dockerHost, bool tls, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = await ConnectAsync(dockerHost ?? "unix://" + DefaultSocket, tls, patience.Token);
            return socket is null ? null : await AnswersAsync(socket, patience.Token);
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<Socket?> ConnectAsync(string host, bool tls, CancellationToken cancellationToken)
    {
        if (host.StartsWith("unix://", StringComparison.Ordinal))
        {
            var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            return await ConnectAsync(local, () => local.ConnectAsync(new UnixDomainSocketEndPoint(host["unix://".Length..]), cancellationToken));
        }

        if (tls || !Uri.TryCreate(host, UriKind.Absolute, out var uri) || uri.Scheme is not ("tcp" or "http"))
        {
            return null;
        }

        // The http scheme has a default port of its own, which is not the engine's.
        var port = uri.IsDefaultPort || uri.Port < 0 ? PlainPort : uri.Port;
        var remote = new Socket(SocketType.Stream, ProtocolType.Tcp);
        return await ConnectAsync(remote, () => remote.ConnectAsync(uri.DnsSafeHost, port, cancellationToken));
    }

    private static async Task<Socket> ConnectAsync(Socket socket, Func<ValueTask> connect)
    {
        try
        {
            await connect();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<bool> AnswersAsync(Socket socket, CancellationToken cancellationToken)
    {
        await socket.SendAsync(Ping, cancellationToken);
        var answer = new byte[64];
        var length = await socket.ReceiveAsync(answer, cancellationToken);
        var line = Encoding.ASCII.GetString(answer, 0, length);
        return line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.AsSpan(8).StartsWith(" 200");
    }
}
