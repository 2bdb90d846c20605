using System.Net;
using System.Net.Sockets;

namespace Slipway.Server.Hosting;

/// <summary>Chooses the port to listen on.</summary>
internal static class ListenAddress
{
    private const int DefaultPort = 7420;

    public static string Choose(ServerOptions options)
    {
        var port = options.Port ?? (IsFree(options.Address, DefaultPort) ? DefaultPort : 0);
        return $"http://{options.Address}:{port}";
    }

    private static bool IsFree(string address, int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Parse(address), port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
