using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Docker.DotNet.Models;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Observation;

/// <summary>Which host ports are taken and which are free. Ports of this machine are tried out by binding them for a moment.</summary>
internal sealed class HostPorts(EngineConnection connection)
{
    // The range that is kept for such ports; used where the engine's host cannot be asked.
    private const int FirstDynamicPort = 49152;
    private const int LastDynamicPort = 65535;

    public (ImmutableSortedSet<PortKey> Taken, ImmutableArray<int> Free) Look(
        ObserveRequest request, ImmutableArray<ObservedContainer> own, ImmutableArray<ContainerListResponse> others)
    {
        var published = others
            .SelectMany(container => container.Ports ?? [])
            .Where(port => port.PublicPort is > 0)
            .Select(port => new PortKey(port.PublicPort!.Value, port.Type ?? "tcp"))
            .ToHashSet();
        var ours = own
            .Where(container => container.ClusterId.Length > 0)
            .SelectMany(container => container.Ports)
            .Select(port => new PortKey(port.HostPort, port.Protocol))
            .ToHashSet();
        var isLocal = connection.Address.IsLocal;
        ImmutableSortedSet<PortKey> taken =
        [
            .. request.Ports.Where(port => published.Contains(port) || (!ours.Contains(port) && isLocal && IsListening(port))),
        ];

        var avoided = request.Ports.Concat(published).Concat(ours).Select(port => port.Port).ToHashSet();
        return (taken, request.FreePorts == 0 ? [] : isLocal ? FreeHere(request.FreePorts, avoided) : FreeElsewhere(request.FreePorts, avoided));
    }

    private static bool IsListening(PortKey port)
    {
        if (port.Protocol is not ("tcp" or "udp"))
        {
            return false;
        }

        try
        {
            using var socket = Bind(port.Port, port.Protocol == "udp");
            return false;
        }
        catch (SocketException error)
        {
            // Other errors, such as a port that only root may bind, say nothing about whether it is taken.
            return error.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }

    /// <summary>Lets the kernel choose. The sockets stay open meanwhile, so that it does not offer one twice.</summary>
    private static ImmutableArray<int> FreeHere(int count, HashSet<int> avoided)
    {
        var held = new List<Socket>();
        try
        {
            var free = ImmutableArray.CreateBuilder<int>(count);
            for (var attempt = 0; free.Count < count && attempt < count * 4; attempt++)
            {
                var socket = Bind(0, datagram: false);
                held.Add(socket);
                var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
                if (!avoided.Contains(port) && !IsListening(new PortKey(port, "udp")))
                {
                    free.Add(port);
                }
            }

            return free.DrainToImmutable();
        }
        finally
        {
            held.ForEach(socket => socket.Dispose());
        }
    }

    private static ImmutableArray<int> FreeElsewhere(int count, HashSet<int> avoided)
    {
        var start = Random.Shared.Next(FirstDynamicPort, LastDynamicPort - count);
        return [.. Enumerable.Range(start, LastDynamicPort - start + 1).Concat(Enumerable.Range(FirstDynamicPort, start - FirstDynamicPort))
            .Where(port => !avoided.Contains(port)).Take(count)];
    }

    private static Socket Bind(int port, bool datagram)
    {
        var socket = datagram
            ? new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            if (!datagram)
            {
                // Only listening collides with somebody who listens on a single address.
                socket.Listen(1);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
