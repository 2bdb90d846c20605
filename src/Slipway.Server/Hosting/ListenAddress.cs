using System.Net;
using System.Net.Sockets;

namespace Slipway.Server.Hosting;

/// <summary>Chooses the port to listen on.</summary>
internal static class ListenAddress
{
    private const int DefaultPort = 7420;

    public static string Choose(ServerOptions options, bool isWorker)
    {
        // The usual port is for whom people call; a worker has health and metrics to show.
        var port = options.Port ?? (!isWorker && IsFree(options.Address, DefaultPort) ? DefaultPort : 0);
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
