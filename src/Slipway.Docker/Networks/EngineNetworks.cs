using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Connection;
using Slipway.Docker.Labels;

namespace Slipway.Docker.Networks;

/// <summary>The networks of the engine.</summary>
internal sealed class EngineNetworks(EngineConnection connection, TimeProvider time)
{
    private const string BridgeName = "com.docker.network.bridge.name";
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(1);

    public async Task CreateAsync(NetworkDefinition network, string hash, Ownership owner, CancellationToken cancellationToken)
    {
        PathSegment.Name(network.Name);

        // The engine lets several networks have one name, so that a second creation would not even fail.
        if (await FindAsync(network.Name, cancellationToken).ConfigureAwait(false) is { } existing)
        {
            var other = EngineLabels.ClusterOf(existing.Labels);
            if ((other == owner.ClusterId && EngineLabels.HashOf(existing.Labels) == hash)
                || (!network.IsOwnedBy(owner.ClusterName) && other is null && EngineLabels.HashOf(existing.Labels).Length > 0))
            {
                // The second: somebody else who declares it was quicker.
                return;
            }

            throw new EngineException(
                EngineFailure.NameTaken, 409, $"A network named {network.Name} exists already; it belongs to {EngineLabels.DescribeOwner(existing.Labels)}");
        }

        RefuseForeignBridge(network);
        await RefuseOldEngineAsync(network, cancellationToken).ConfigureAwait(false);
        var parameters = new NetworksCreateParameters
        {
            Name = network.Name,
            Driver = network.Driver ?? "bridge",
            Options = new Dictionary<string, string>(network.DriverOptions),
            Labels = EngineLabels.ForNetwork(network, hash, owner),
            Internal = network.Internal,
            Attachable = network.Attachable,
            EnableIPv4 = network.EnableIpv4,
            EnableIPv6 = network.EnableIpv6,
            IPAM = IpamOf(network),
        };
        await connection.CallAsync(session => session.Client.Networks.CreateNetworkAsync(parameters, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async Task ConnectAsync(string container, DesiredAttachment attachment, CancellationToken cancellationToken)
    {
        PathSegment.Name(container);
        if (attachment.Attachment.MacAddress is not null && await IsConnectedAsync(container, attachment.NetworkName, cancellationToken).ConfigureAwait(false))
        {
            // Joined when it was created. Joining again would succeed, and lose the address.
            return;
        }

        var parameters = new NetworkConnectParameters { Container = container, EndpointConfig = Endpoints.Of(attachment) };
        try
        {
            await connection.CallAsync(
                session => session.Client.Networks.ConnectNetworkAsync(PathSegment.Name(attachment.NetworkName), parameters, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException error) when (error.Failure is not EngineFailure.NotFound)
        {
            if (!await IsConnectedAsync(container, attachment.NetworkName, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    public async Task DisconnectAsync(string container, string network, CancellationToken cancellationToken)
    {
        PathSegment.Name(container);
        var parameters = new NetworkDisconnectParameters { Container = container, Force = true };
        try
        {
            await connection.CallAsync(
                session => session.Client.Networks.DisconnectNetworkAsync(PathSegment.Name(network), parameters, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (EngineException error) when (error.Failure is EngineFailure.NotFound)
        {
        }
        catch (EngineException)
        {
            if (await IsConnectedAsync(container, network, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    public async Task RemoveAsync(string network, CancellationToken cancellationToken)
    {
        for (var wait = FirstWait; ; wait *= 2)
        {
            try
            {
                await connection.CallAsync(session => session.Client.Networks.DeleteNetworkAsync(PathSegment.Name(network), cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
                return;
            }
            catch (EngineException error) when (error.Failure is EngineFailure.NotFound)
            {
                return;
            }
            catch (EngineException error) when (error.Failure is EngineFailure.InUse)
            {
                // A container leaves the list at once and its endpoint a moment later.
                var joined = await ListJoinedAsync(network, cancellationToken).ConfigureAwait(false);
                if (joined.Length > 0)
                {
                    throw new EngineException(error.Failure, error.StatusCode, $"{network} is still used by {string.Join(", ", joined)}", error);
                }

                if (wait > LastWait)
                {
                    throw new EngineException(
                        EngineFailure.Miscounted,
                        error.StatusCode,
                        $"network {network} stays: the engine counts a container on it, but none is there. After its next restart the engine lets go of it: docker network rm {network}",
                        error);
                }
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A bridge that exists already is one of the host, or of another network: the engine would take it over, with whatever is joined.</summary>
    private void RefuseForeignBridge(NetworkDefinition network)
    {
        if (network.DriverOptions.GetValueOrDefault(BridgeName) is { Length: > 0 } bridge && connection.Address.IsLocal
            && !bridge.Contains('/', StringComparison.Ordinal) && Directory.Exists($"/sys/class/net/{bridge}"))
        {
            throw new EngineException(
                EngineFailure.NameTaken, 0, $"The network {network.Name} names the bridge {bridge}, which the host has already; leave {BridgeName} out, or choose another name");
        }
    }

    private async Task RefuseOldEngineAsync(NetworkDefinition network, CancellationToken cancellationToken)
    {
        var api = await connection.CallAsync(session => Task.FromResult(session.ApiVersion), cancellationToken).ConfigureAwait(false);
        if (network.EnableIpv4 == false && api < EngineFeatures.NetworksWithoutIpv4)
        {
            throw new EngineException($"The network {network.Name} is to be without IPv4, which needs Docker Engine 28 or newer; this one speaks API {api}");
        }
    }

    private static IPAM? IpamOf(NetworkDefinition network)
    {
        if (network.IpamDriver is null && network.Pools.IsEmpty && network.IpamOptions is null)
        {
            return null;
        }

        return new IPAM
        {
            Driver = network.IpamDriver ?? "default",
            Options = network.IpamOptions is { } options ? new Dictionary<string, string>(options) : null!,
            Config = [.. network.Pools.Select(pool => new IPAMConfig
            {
                Subnet = pool.Subnet ?? string.Empty,
                Gateway = pool.Gateway ?? string.Empty,
                IPRange = pool.Range ?? string.Empty,
                AuxAddress = pool.Reserved.IsEmpty ? null : new Dictionary<string, string>(pool.Reserved),
            })],
        };
    }

    private async Task<NetworkResponse?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>> { ["name"] = new Dictionary<string, bool> { [name] = true } };
        var found = await connection.CallAsync(
            session => session.Client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = filters }, cancellationToken),
            cancellationToken).ConfigureAwait(false);

        // The filter matches parts of names.
        return found.FirstOrDefault(network => network.Name == name);
    }

    private async Task<string[]> ListJoinedAsync(string network, CancellationToken cancellationToken)
    {
        var found = await connection.FindAsync(session => session.Client.Networks.InspectNetworkAsync(network, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return found?.Containers is { } containers ? [.. containers.Values.Select(c => c.Name).Order(StringComparer.Ordinal)] : [];
    }

    private async Task<bool> IsConnectedAsync(string container, string network, CancellationToken cancellationToken)
    {
        var found = await connection.FindAsync(session => session.Client.Containers.InspectContainerAsync(container, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return found?.NetworkSettings?.Networks?.ContainsKey(network) == true;
    }
}
