using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using Slipway.Docker.Awaiting;
using Slipway.Docker.Connection;
using Slipway.Docker.Containers;
using Slipway.Docker.Images;
using Slipway.Docker.Logs;
using Slipway.Docker.Networks;
using Slipway.Docker.Observation;
using Slipway.Docker.Volumes;

namespace Slipway.Docker;

/// <summary>The container engine port on Docker Engine: hands every call to the class of its area.</summary>
internal sealed class DockerEngine(
    EngineConnection connection,
    ClusterObserver observer,
    EngineImages images,
    EngineNetworks networks,
    EngineVolumes volumes,
    EngineContainers containers,
    ContainerFiles smallFiles,
    ContainerLifecycle lifecycle,
    ContainerHooks hooks,
    ContainerAwaiter awaiter,
    ContainerLogs logs) : IContainerEngine
{
    public async Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        var version = await connection.VersionAsync(cancellationToken).ConfigureAwait(false);
        return new EngineDescription(
            "Docker Engine", version.Version ?? string.Empty, version.APIVersion ?? string.Empty, version.Os ?? string.Empty, version.Arch ?? string.Empty);
    }

    public Task<ObservedState> ObserveAsync(ObserveRequest request, CancellationToken cancellationToken) =>
        observer.ObserveAsync(request, cancellationToken);

    public Task<ImmutableArray<ObservedContainer>> ListContainersAsync(string clusterName, CancellationToken cancellationToken) =>
        observer.ListContainersAsync(clusterName, cancellationToken);

    public Task PullImageAsync(string reference, string? platform, Action<string> progress, CancellationToken cancellationToken) =>
        images.PullAsync(reference, platform, progress, cancellationToken);

    public Task TagImageAsync(string source, string reference, CancellationToken cancellationToken) =>
        images.TagAsync(source, reference, cancellationToken);

    public Task CreateNetworkAsync(NetworkDefinition network, string hash, Ownership owner, CancellationToken cancellationToken) =>
        networks.CreateAsync(network, hash, owner, cancellationToken);

    public Task CreateVolumeAsync(VolumeDefinition volume, string hash, Ownership owner, CancellationToken cancellationToken) =>
        volumes.CreateAsync(volume, hash, owner, cancellationToken);

    public Task<ImmutableArray<string>> CreateContainerAsync(DesiredContainer container, string name, string? anonymousVolumesOf, CancellationToken cancellationToken) =>
        containers.CreateAsync(container, name, anonymousVolumesOf, cancellationToken);

    public Task WriteFilesAsync(string container, ImmutableArray<FileMount> files, CancellationToken cancellationToken) =>
        smallFiles.WriteAsync(container, files, cancellationToken);

    public Task ConnectNetworkAsync(string container, DesiredAttachment attachment, CancellationToken cancellationToken) =>
        networks.ConnectAsync(container, attachment, cancellationToken);

    public Task DisconnectNetworkAsync(string container, string network, CancellationToken cancellationToken) =>
        networks.DisconnectAsync(container, network, cancellationToken);

    public Task StartContainerAsync(string container, CancellationToken cancellationToken) =>
        lifecycle.StartAsync(container, cancellationToken);

    public Task<AwaitOutcome> AwaitContainerAsync(
        string container, AwaitedCondition until, TimeSpan window, Action<string> progress, CancellationToken cancellationToken) =>
        awaiter.AwaitAsync(container, until, window, progress, cancellationToken);

    public Task<CommandFailure?> RunPostStartAsync(string container, CancellationToken cancellationToken) =>
        hooks.RunPostStartAsync(container, cancellationToken);

    public Task<ImmutableArray<string>> StopContainerAsync(string container, Action? exited, CancellationToken cancellationToken) =>
        lifecycle.StopAsync(container, exited, cancellationToken);

    public Task RemoveContainerAsync(string container, bool withAnonymousVolumes, CancellationToken cancellationToken) =>
        lifecycle.RemoveAsync(container, withAnonymousVolumes, cancellationToken);

    public Task RenameContainerAsync(string container, string name, CancellationToken cancellationToken) =>
        lifecycle.RenameAsync(container, name, cancellationToken);

    public Task RemoveNetworkAsync(string network, CancellationToken cancellationToken) =>
        networks.RemoveAsync(network, cancellationToken);

    public Task RemoveVolumeAsync(string volume, CancellationToken cancellationToken) =>
        volumes.RemoveAsync(volume, cancellationToken);

    public IAsyncEnumerable<LogLine> ReadLogsAsync(string container, int? tail, bool follow, CancellationToken cancellationToken) =>
        logs.ReadAsync(container, tail, follow, cancellationToken);
}
