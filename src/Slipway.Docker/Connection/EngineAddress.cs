using System.Net.Sockets;

namespace Slipway.Docker.Connection;

/// <summary>Where the engine listens.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="SocketPath">The path of a Unix socket; null for TCP.</param>
/// <param name="Endpoint">The base of the request addresses.</param>
internal sealed record EngineAddress(string Text, string? SocketPath, Uri Endpoint)
{
    /// <summary>Gets a value indicating whether the engine runs on this machine, so that its ports are ours.</summary>
    public bool IsLocal => SocketPath is not null || Endpoint.IsLoopback;

    public static EngineAddress Parse(string text)
    {
        const string UnixScheme = "unix://";
        if (text.StartsWith(UnixScheme, StringComparison.OrdinalIgnoreCase))
        {
            return new EngineAddress(text, text[UnixScheme.Length..], new Uri("http://engine"));
        }

        var address = new Uri(text);
        return new EngineAddress(text, null, new UriBuilder(address) { Scheme = Uri.UriSchemeHttp, Port = address.Port < 0 ? 2375 : address.Port }.Uri);
    }

    /// <summary>Opens the socket; without one, SocketsHttpHandler connects by itself.</summary>
    public async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath!), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
