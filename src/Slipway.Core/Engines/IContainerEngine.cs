using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Planning;

namespace Slipway.Core.Engines;

/// <summary>
/// A container engine, one call a method. Every method throws <see cref="EngineException"/> when the engine refuses and
/// <see cref="EngineUnreachableException"/> when it does not answer. Calls that remove or stop something that is gone succeed; calls that
/// create something that the same owner has already created with the same hash succeed as well, so that every operation can be repeated.
/// </summary>
public interface IContainerEngine
{
    /// <summary>Asks the engine what it is.</summary>
    Task<EngineDescription> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Reads what the engine has of a cluster.</summary>
    Task<ObservedState> ObserveAsync(ObserveRequest request, CancellationToken cancellationToken);

    /// <summary>Reads the containers of every cluster of this installation, by cluster name.</summary>
    Task<ImmutableArray<ObservedContainer>> ListContainersAsync(string clusterName, CancellationToken cancellationToken);

    /// <summary>Fetches an image.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="platform">The platform, or null.</param>
    /// <param name="progress">Gets a short line as it goes on.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task PullImageAsync(string reference, string? platform, Action<string> progress, CancellationToken cancellationToken);

    /// <summary>Gives an image a further name.</summary>
    Task TagImageAsync(string source, string reference, CancellationToken cancellationToken);

    /// <summary>Creates a network.</summary>
    Task CreateNetworkAsync(NetworkDefinition network, string hash, Ownership owner, CancellationToken cancellationToken);

    /// <summary>Creates a volume.</summary>
    Task CreateVolumeAsync(VolumeDefinition volume, string hash, Ownership owner, CancellationToken cancellationToken);

    /// <summary>Creates a container under the given name, joined to its first network.</summary>
    /// <param name="container">What to create.</param>
    /// <param name="name">The name to create it under.</param>
    /// <param name="anonymousVolumesOf">The container whose anonymous volumes it takes over, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What of it will be without effect, and why.</returns>
    Task<ImmutableArray<string>> CreateContainerAsync(DesiredContainer container, string name, string? anonymousVolumesOf, CancellationToken cancellationToken);

    /// <summary>Writes small files into a container that is not running.</summary>
    Task WriteFilesAsync(string container, ImmutableArray<FileMount> files, CancellationToken cancellationToken);

    /// <summary>Joins a container to a further network.</summary>
    Task ConnectNetworkAsync(string container, DesiredAttachment attachment, CancellationToken cancellationToken);

    /// <summary>Takes a container from a network; one that is not joined is no error.</summary>
    Task DisconnectNetworkAsync(string container, string network, CancellationToken cancellationToken);

    /// <summary>Starts a container.</summary>
    Task StartContainerAsync(string container, CancellationToken cancellationToken);

    /// <summary>Runs the commands, recorded with a container, that follow its start; nothing where there are none.</summary>
    /// <returns>The command that failed; null where all went well.</returns>
    Task<CommandFailure?> RunPostStartAsync(string container, CancellationToken cancellationToken);

    /// <summary>Waits for a condition and returns how it ended; never throws because the container failed.</summary>
    /// <param name="container">The container.</param>
    /// <param name="until">What it must reach.</param>
    /// <param name="window">How long a container without a health check must stay up.</param>
    /// <param name="progress">Gets a short line when the state changes (<c>health: starting</c>).</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<AwaitOutcome> AwaitContainerAsync(string container, AwaitedCondition until, TimeSpan window, Action<string> progress, CancellationToken cancellationToken);

    /// <summary>Runs the commands, recorded with a container, that precede its stop, and stops it within its own grace period whatever comes of them.</summary>
    /// <param name="container">The container.</param>
    /// <param name="exited">
    /// Is called, at most once, when its program has ended, which is before the engine has taken it from its networks; null where nobody waits for that.
    /// It may be left out: who waits goes on at the end of the call, too.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The commands that failed, in words.</returns>
    Task<ImmutableArray<string>> StopContainerAsync(string container, Action? exited, CancellationToken cancellationToken);

    /// <summary>Removes a container, running or not.</summary>
    Task RemoveContainerAsync(string container, bool withAnonymousVolumes, CancellationToken cancellationToken);

    /// <summary>Renames a container.</summary>
    Task RenameContainerAsync(string container, string name, CancellationToken cancellationToken);

    /// <summary>Removes a network.</summary>
    Task RemoveNetworkAsync(string network, CancellationToken cancellationToken);

    /// <summary>Removes a volume with what is in it.</summary>
    Task RemoveVolumeAsync(string volume, CancellationToken cancellationToken);

    /// <summary>Reads the output of a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="tail">How many lines from the end; null for all.</param>
    /// <param name="follow">Whether to go on with what comes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<LogLine> ReadLogsAsync(string container, int? tail, bool follow, CancellationToken cancellationToken);
}
