using System.Collections.Immutable;
using System.Globalization;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;

namespace Slipway.Testing.Engines;

/// <summary>The life of containers.</summary>
public sealed partial class FakeEngine
{
    public async Task<ImmutableArray<string>> CreateContainerAsync(
        DesiredContainer container, string name, string? anonymousVolumesOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(container);
        await Call($"create-container {name}", () =>
        {
            if (Find(name) is { } existing)
            {
                if (existing.Made.Owner.ClusterId == container.Owner.ClusterId && existing.Made.Hash == container.Hash)
                {
                    return;
                }

                throw new EngineException(EngineFailure.NameTaken, 409, $"the name {name} is in use");
            }

            foreach (var volume in container.VolumeNames.Values.Where(v => !_volumes.ContainsKey(v)))
            {
                throw new EngineException(EngineFailure.NotFound, 404, $"no such volume: {volume}");
            }

            if (DependencyOrder.SharedNetworkOf(container.Configuration) is { } other && !_containers.Values.Any(c => c.Made.Instance == other))
            {
                throw new EngineException(EngineFailure.NotFound, 404, $"no container of {other} whose network could be shared");
            }

            var made = new FakeContainer($"id{++_ids:0000}", name, container, ImageOrThrow(container.Image));
            foreach (var attachment in container.Attachments.Take(1))
            {
                Join(made, attachment.NetworkName);
            }

            _containers.Add(made.Id, made);
        });
        return WithoutEffect.GetValueOrDefault(container.Instance, []);
    }

    public Task WriteFilesAsync(string container, ImmutableArray<FileMount> files, CancellationToken cancellationToken) => Call($"write-files {container}", () =>
    {
        var found = Get(container);
        if (found.State == ContainerState.Running)
        {
            throw new EngineException(EngineFailure.Other, 409, $"{container} runs");
        }

        found.Files.RemoveAll(f => files.Any(n => n.Target == f.Target));
        found.Files.AddRange(files);
    });

    public Task ConnectNetworkAsync(string container, DesiredAttachment attachment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        return Call($"connect-network {container} {attachment.NetworkName}", () => Join(Get(container), attachment.NetworkName));
    }

    public Task DisconnectNetworkAsync(string container, string network, CancellationToken cancellationToken) =>
        Call($"disconnect-network {container} {network}", () => Find(container)?.Networks.Remove(network));

    public Task StartContainerAsync(string container, CancellationToken cancellationToken) => Call($"start-container {container}", () =>
    {
        var found = Get(container);
        if (found.State == ContainerState.Running)
        {
            return;
        }

        found.Ports = [.. found.Made.Ports.Select(Publish)];
        found.State = ContainerState.Running;
        found.Health = found.HasHealthCheck ? HealthState.Starting : HealthState.None;
        found.ExitCode = null;
        found.Starts++;
        foreach (var line in Output.GetValueOrDefault(found.Made.Instance, []))
        {
            found.Log.Add(new LogLine(DateTimeOffset.UnixEpoch, false, line));
        }
    });

    public async Task<AwaitOutcome> AwaitContainerAsync(
        string container, AwaitedCondition until, TimeSpan window, Action<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        AwaitOutcome? outcome = null;
        var hangs = false;
        Awaiting?.Invoke(container);
        await Call($"await-{until.ToString().ToLowerInvariant()} {container}", () =>
        {
            if (Find(container) is not { } found)
            {
                outcome = new AwaitOutcome.Gone();
                return;
            }

            hangs = Hanging.Contains(found.Made.Instance);
            if (!hangs)
            {
                outcome = Settle(found, until);
            }
        });
        if (hangs)
        {
            progress("health: starting");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return outcome!;
    }

    public async Task<ImmutableArray<string>> StopContainerAsync(string container, Action? exited, CancellationToken cancellationToken)
    {
        ImmutableArray<string> failures = [];
        await Call($"stop-container {container}", () =>
        {
            if (Find(container) is { State: ContainerState.Running or ContainerState.Restarting or ContainerState.Paused } found)
            {
                failures = found.Made.Configuration.PreStop.IsEmpty ? [] : FailedPreStop.GetValueOrDefault(found.Made.Instance, []);
                End(found, 143);
            }
        });
        exited?.Invoke();
        return failures;
    }

    public async Task<CommandFailure?> RunPostStartAsync(string container, CancellationToken cancellationToken)
    {
        CommandFailure? failure = null;
        var found = Get(container);
        if (!found.Made.Configuration.PostStart.IsEmpty)
        {
            await Call($"run-post-start {container}", () => failure = FailedPostStart.GetValueOrDefault(found.Made.Instance));
        }

        return failure;
    }

    public Task RemoveContainerAsync(string container, bool withAnonymousVolumes, CancellationToken cancellationToken) => Call($"remove-container {container}", () =>
    {
        if (Find(container) is { } found)
        {
            _containers.Remove(found.Id);
        }
    });

    public Task RenameContainerAsync(string container, string name, CancellationToken cancellationToken) => Call($"rename-container {container} {name}", () =>
    {
        var found = Get(container);
        if (Find(name) is { } other && other != found)
        {
            throw new EngineException(EngineFailure.NameTaken, 409, $"the name {name} is in use");
        }

        found.Name = name;
    });

    private AwaitOutcome Settle(FakeContainer container, AwaitedCondition until)
    {
        if (Outcomes.TryGetValue(container.Made.Instance, out var outcome))
        {
            switch (outcome)
            {
                case AwaitOutcome.Crashed crashed:
                    End(container, crashed.ExitCode);
                    break;
                case AwaitOutcome.Unhealthy:
                    container.Health = HealthState.Unhealthy;
                    break;
            }

            return outcome;
        }

        switch (until)
        {
            case AwaitedCondition.Completed:
                End(container, 0);
                return new AwaitOutcome.Reached("exited (0)");
            case AwaitedCondition.Healthy when !container.HasHealthCheck:
                return new AwaitOutcome.NoHealthCheck();
            default:
                container.State = ContainerState.Running;
                container.Health = container.HasHealthCheck ? HealthState.Healthy : HealthState.None;
                return new AwaitOutcome.Reached(container.HasHealthCheck ? "healthy" : "running");
        }
    }

    private static void End(FakeContainer container, int exitCode)
    {
        container.State = ContainerState.Exited;
        container.ExitCode = exitCode;
        container.Health = HealthState.None;
        container.Ports = [];
    }

    private void Join(FakeContainer container, string network)
    {
        if (!_networks.ContainsKey(network))
        {
            throw new EngineException(EngineFailure.NotFound, 404, $"no such network: {network}");
        }

        if (!container.Networks.Contains(network))
        {
            container.Networks.Add(network);
        }
    }

    private PublishedPort Publish(AssignedPort port)
    {
        var chosen = port.HostPort == 0 ? _ephemeralPort++ : port.HostPort;
        var key = new PortKey(chosen, port.Mapping.Protocol);
        if (PortsTakenAtStart.Remove(key))
        {
            PortsTaken.Add(key);
        }

        if (PortsTaken.Contains(key) || IsPublished(key))
        {
            throw new EngineException(EngineFailure.PortTaken, 500, $"port {chosen.ToString(CultureInfo.InvariantCulture)} is already allocated");
        }

        return new PublishedPort(port.Mapping.Target, port.Mapping.Protocol, port.Mapping.HostAddress ?? "0.0.0.0", chosen);
    }

    private bool IsPublished(PortKey key) => _containers.Values.Any(c => c.Ports.Any(p => p.HostPort == key.Port && p.Protocol == key.Protocol));
}
