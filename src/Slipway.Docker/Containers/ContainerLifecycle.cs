using System.Collections.Immutable;
using Docker.DotNet.Models;
using Slipway.Core.Engines;
using Slipway.Docker.Awaiting;
using Slipway.Docker.Connection;
using Slipway.Docker.Labels;
using Slipway.Docker.Observation;

namespace Slipway.Docker.Containers;

/// <summary>Starts, stops, renames and removes containers; everything may be repeated.</summary>
internal sealed class ContainerLifecycle(EngineConnection connection, EngineEvents events, ContainerHooks hooks, TimeProvider time)
{
    private static readonly TimeSpan RemovalPause = TimeSpan.FromMilliseconds(50);

    // 50 ms each: half a minute.
    private const int RemovalLooks = 600;

    public Task StartAsync(string container, CancellationToken cancellationToken) => connection.CallAsync(
        session => session.Client.Containers.StartContainerAsync(PathSegment.Name(container), new ContainerStartParameters(), cancellationToken),
        cancellationToken);

    /// <summary>Runs what precedes its stop, and stops it within the grace period that it was created with.</summary>
    public async Task<ImmutableArray<string>> StopAsync(string container, Action? exited, CancellationToken cancellationToken)
    {
        var looking = InspectAsync(container, cancellationToken);
        using var subscription = exited is null ? null : await events.SubscribeAsync(container, cancellationToken).ConfigureAwait(false);
        if (await looking.ConfigureAwait(false) is not { } existing)
        {
            return [];
        }

        var failures = await hooks.RunPreStopAsync(existing, cancellationToken).ConfigureAwait(false);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = subscription is null ? Task.CompletedTask : TellExitAsync(subscription, ContainerReading.TimeOf(existing.State?.StartedAt), exited!, stopped.Token);
        try
        {
            await connection.CallAsync(
                session => session.Client.Containers.StopContainerAsync(PathSegment.Name(container), new ContainerStopParameters(), cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException error) when (error.Failure is EngineFailure.NotFound)
        {
        }
        finally
        {
            await stopped.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return failures;
    }

    public async Task RenameAsync(string container, string name, CancellationToken cancellationToken)
    {
        PathSegment.Name(name);
        try
        {
            await connection.CallAsync(
                session => session.Client.Containers.RenameContainerAsync(
                    PathSegment.Name(container), new ContainerRenameParameters { NewName = name }, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException error)
        {
            var holder = await InspectAsync(name, cancellationToken).ConfigureAwait(false);
            var source = await InspectAsync(container, cancellationToken).ConfigureAwait(false);
            var renamedBefore = holder is not null
                && (source is null ? EngineLabels.ClusterOf(holder.Config?.Labels) is not null : source.ID == holder.ID);
            if (renamedBefore)
            {
                return;
            }

            if (error.StatusCode == 409 && holder is not null)
            {
                throw new EngineException(
                    EngineFailure.NameTaken, 409, $"A container named {name} exists already; it belongs to {EngineLabels.DescribeOwner(holder.Config?.Labels)}", error);
            }

            throw;
        }
    }

    public async Task RemoveAsync(string container, bool withAnonymousVolumes, CancellationToken cancellationToken)
    {
        PathSegment.Name(container);
        if (await InspectAsync(container, cancellationToken).ConfigureAwait(false) is not { } existing)
        {
            return;
        }

        // Volumes that were taken over from another container are no longer anonymous for the engine; it would leave them behind.
        var volumes = AnonymousVolumes.Of(existing);
        var forFiles = EngineLabels.FileVolumesOf(existing.Config?.Labels);
        var doomed = volumes.Where(pair => withAnonymousVolumes || forFiles.Contains(pair.Key)).Select(pair => pair.Value);
        try
        {
            var parameters = new ContainerRemoveParameters { Force = true, RemoveVolumes = withAnonymousVolumes };
            await connection.CallAsync(
                session => session.Client.Containers.RemoveContainerAsync(existing.ID!, parameters, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException error) when (error.Failure is EngineFailure.NotFound)
        {
        }
        catch (EngineException error) when (error.StatusCode == 409)
        {
            // Somebody else is removing it: its name is free only when they are done.
            await WaitUntilGoneAsync(existing.ID!, cancellationToken).ConfigureAwait(false);
        }

        await Task.WhenAll(doomed.Select(volume => RemoveVolumeAsync(volume, cancellationToken))).ConfigureAwait(false);
    }

    private static async Task TellExitAsync(EventSubscription subscription, DateTimeOffset? start, Action exited, CancellationToken cancellationToken)
    {
        // The stream looks back a little and may tell of an earlier run.
        await foreach (var happened in subscription.Events.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (happened.Action == "die" && !(happened.Time < start))
            {
                exited();
                return;
            }
        }
    }

    private async Task WaitUntilGoneAsync(string id, CancellationToken cancellationToken)
    {
        for (var look = 0; look < RemovalLooks; look++)
        {
            if (await InspectAsync(id, cancellationToken).ConfigureAwait(false) is null)
            {
                return;
            }

            await Task.Delay(RemovalPause, time, cancellationToken).ConfigureAwait(false);
        }

        throw new EngineException(EngineFailure.Other, 409, $"Container {id} is being removed by somebody else, who does not get done");
    }

    private async Task RemoveVolumeAsync(string volume, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CallAsync(session => session.Client.Volumes.RemoveAsync(volume, false, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException error) when (error.StatusCode is 404 or 409)
        {
            // Gone with the container, or its successor has it now.
        }
    }

    private Task<ContainerInspectResponse?> InspectAsync(string container, CancellationToken cancellationToken) =>
        connection.FindAsync(session => session.Client.Containers.InspectContainerAsync(PathSegment.Name(container), cancellationToken), cancellationToken);
}
