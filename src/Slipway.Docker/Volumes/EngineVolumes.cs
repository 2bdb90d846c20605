using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Connection;
using Slipway.Docker.Labels;

namespace Slipway.Docker.Volumes;

/// <summary>The volumes of the engine.</summary>
internal sealed class EngineVolumes(EngineConnection connection)
{
    public async Task CreateAsync(VolumeDefinition volume, string hash, Ownership owner, CancellationToken cancellationToken)
    {
        // Creating a volume that exists returns the existing one, whoever owns it: look first.
        var existing = await connection.FindAsync(
            session => session.Client.Volumes.InspectAsync(PathSegment.Name(volume.Name), cancellationToken), cancellationToken).ConfigureAwait(false);
        if (existing is not null)
        {
            if (!volume.IsOwnedBy(owner.ClusterName)
                || (EngineLabels.ClusterOf(existing.Labels) == owner.ClusterId && EngineLabels.HashOf(existing.Labels) == hash))
            {
                return;
            }

            throw new EngineException(
                EngineFailure.NameTaken, 409, $"A volume named {volume.Name} exists already; it belongs to {EngineLabels.DescribeOwner(existing.Labels)}");
        }

        var parameters = new VolumesCreateParameters
        {
            Name = volume.Name,
            Driver = volume.Driver ?? "local",
            DriverOpts = new Dictionary<string, string>(volume.DriverOptions),
            Labels = EngineLabels.ForVolume(volume, hash, owner),
        };
        await connection.CallAsync(session => session.Client.Volumes.CreateAsync(parameters, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async Task RemoveAsync(string volume, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CallAsync(session => session.Client.Volumes.RemoveAsync(PathSegment.Name(volume), false, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (EngineException error) when (error.Failure is EngineFailure.NotFound)
        {
        }
        catch (EngineException error) when (error.StatusCode == 409)
        {
            throw new EngineException(EngineFailure.InUse, error.StatusCode, error.Message, error);
        }
    }
}
