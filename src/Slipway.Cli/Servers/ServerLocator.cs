using Slipway.Cli.Api;

namespace Slipway.Cli.Servers;

/// <summary>Finds the running server.</summary>
internal sealed class ServerLocator(ServerHome home)
{
    /// <summary>Gets whether a server says that it is there; it takes this back when it is stopped, and cannot when it is killed.</summary>
    public bool HasAddress => File.Exists(home.AddressFile);

    /// <summary>A client of the server that answers now; null where none does.</summary>
    public async Task<ApiClient?> FindAsync(CancellationToken cancellationToken)
    {
        if (home.ReadAddress() is not { } address || !ProcessTable.IsAlive(address.ProcessId))
        {
            return null;
        }

        var client = new ApiClient(address);
        if (await client.IsReadyAsync(cancellationToken))
        {
            return client;
        }

        client.Dispose();
        return null;
    }
}
