using System.Collections.Immutable;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Hashing;
using Slipway.Core.Planning;
using Slipway.Core.Sources;

namespace Slipway.Core.Deploying;

/// <summary>Turns each operation into its one engine call, and a refusal into a result.</summary>
/// <param name="engine">The engine.</param>
/// <param name="builder">What builds images.</param>
/// <param name="repositories">Where contexts come from.</param>
/// <param name="options">Settings.</param>
/// <param name="repository">The cluster's repository; empty for none.</param>
/// <param name="owner">Whose everything is.</param>
/// <param name="board">Is told how it goes on.</param>
/// <param name="calls">
/// Cancels short calls that change something. Later than what takes long: a call that is let to end is known to be done, and can be undone.
/// </param>
internal sealed class OperationApplier(
    IContainerEngine engine, IImageBuilder builder, IRepositories repositories, DeployOptions options, string repository, Ownership owner, ProgressBoard board,
    CancellationToken calls)
{
    private const int EvidenceLines = 20;
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromSeconds(30);

    /// <summary>Carries an operation out.</summary>
    /// <param name="node">The operation.</param>
    /// <param name="exited">Is called as soon as the program of a container that it stops has ended; null where nobody waits for that.</param>
    /// <param name="cancellationToken">Cancels what takes long.</param>
    public async Task<NodeResult> ApplyAsync(PlanNode node, Action? exited, CancellationToken cancellationToken)
    {
        board.Begin(node.Operation);
        NodeResult result;
        try
        {
            result = await CallAsync(node, exited, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException error) when (error.Failure == EngineFailure.Miscounted && node.Operation is RemoveNetwork { MakesRoom: false })
        {
            // Nobody can mend it but the engine, and nothing needs it to be gone.
            result = NodeResult.Done(node, [error.Message]);
        }
        catch (EngineException error)
        {
            result = NodeResult.Failed(node, error.Message, failure: error.Failure);
        }
        catch (SourceException error) when (error.Failure != SourceFailure.Unreachable)
        {
            result = NodeResult.Failed(node, error.Message);
        }

        board.End(result);
        return result;
    }

    private async Task<NodeResult> CallAsync(PlanNode node, Action? exited, CancellationToken cancellationToken)
    {
        switch (node.Operation)
        {
            case BuildImage build:
                return await BuildAsync(node, build, cancellationToken).ConfigureAwait(false);
            case PullImage pull:
                await engine.PullImageAsync(pull.Reference, pull.Platform, l => board.Detail(pull, l), cancellationToken).ConfigureAwait(false);
                break;
            case TagImage tag:
                await engine.TagImageAsync(tag.Source, tag.Reference, calls).ConfigureAwait(false);
                break;
            case CreateNetwork create:
                await engine.CreateNetworkAsync(create.Network, ContentHash.Of(create.Network), owner, calls).ConfigureAwait(false);
                break;
            case CreateVolume create:
                await engine.CreateVolumeAsync(create.Volume, ContentHash.Of(create.Volume), owner, calls).ConfigureAwait(false);
                break;
            case CreateContainer create:
                return NodeResult.Done(node, Said(
                    create.Container.Instance, await engine.CreateContainerAsync(create.Container, create.As, create.Replaces, calls).ConfigureAwait(false)));
            case WriteFiles write:
                await engine.WriteFilesAsync(write.Container, write.Files, calls).ConfigureAwait(false);
                break;
            case ConnectNetwork connect:
                await engine.ConnectNetworkAsync(connect.Container, connect.Attachment, calls).ConfigureAwait(false);
                break;
            case DisconnectNetwork disconnect:
                await engine.DisconnectNetworkAsync(disconnect.Container, disconnect.Network, calls).ConfigureAwait(false);
                break;
            case StartContainer start:
                await engine.StartContainerAsync(start.Container, calls).ConfigureAwait(false);
                break;
            case RunPostStart hooks:
                return await RunPostStartAsync(node, hooks, cancellationToken).ConfigureAwait(false);
            case AwaitContainer wait:
                return await AwaitAsync(node, wait, cancellationToken).ConfigureAwait(false);
            case StopContainer stop:
                return NodeResult.Done(node, Said(stop.Instance, await engine.StopContainerAsync(stop.Container, exited, cancellationToken).ConfigureAwait(false)));
            case RemoveContainer remove:
                await engine.RemoveContainerAsync(remove.Container, remove.WithAnonymousVolumes, calls).ConfigureAwait(false);
                break;
            case RenameContainer rename:
                await engine.RenameContainerAsync(rename.Container, rename.Name, calls).ConfigureAwait(false);
                break;
            case RemoveNetwork remove:
                await engine.RemoveNetworkAsync(remove.Network, calls).ConfigureAwait(false);
                break;
            case RemoveVolume remove:
                await engine.RemoveVolumeAsync(remove.Volume, calls).ConfigureAwait(false);
                break;
            default:
                throw new InvalidOperationException($"No engine call for {node.Operation.GetType().Name}.");
        }

        return NodeResult.Done(node);
    }

    private static ImmutableArray<string> Said(string? instance, ImmutableArray<string> notes) => [.. notes.Select(n => $"{instance}: {n}")];

    private async Task<NodeResult> RunPostStartAsync(PlanNode node, RunPostStart hooks, CancellationToken cancellationToken)
    {
        if (await engine.RunPostStartAsync(hooks.Container, cancellationToken).ConfigureAwait(false) is not { } failure)
        {
            return NodeResult.Done(node);
        }

        // Stopped, so that the next deployment starts it, and runs them, again.
        using var deadline = new CancellationTokenSource(CleanUpTime);
        var lines = failure.LastLines.IsEmpty ? await ReadEvidenceAsync(hooks.Container, deadline.Token).ConfigureAwait(false) : failure.LastLines;
        await engine.StopContainerAsync(hooks.Container, null, deadline.Token).ConfigureAwait(false);
        return NodeResult.Failed(node, failure.Reason, lines);
    }

    private async Task<NodeResult> BuildAsync(PlanNode node, BuildImage build, CancellationToken cancellationToken)
    {
        var dockerfile = build.Image.DockerfileInline is null ? build.Image.Dockerfile : null;
        var source = build.Image.Source;
        var context = await repositories
            .ArchiveAsync(source?.Repository ?? repository, source?.Commit ?? owner.Commit, build.Image.ContextPath, dockerfile, cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var image = await WithDirectoriesAsync(build.Image, cancellationToken).ConfigureAwait(false);
            var outcome = await builder
                .BuildAsync(image, build.Tag, context, l => board.Detail(build, l), cancellationToken).ConfigureAwait(false);
            return outcome is BuildOutcome.Failed failed
                ? NodeResult.Failed(node, $"the image could not be built: {failed.Reason}", failed.LastLines)
                : NodeResult.Done(node);
        }
    }

    /// <summary>Puts directories of repositories where the builder reads them.</summary>
    private async Task<BuiltImage> WithDirectoriesAsync(BuiltImage image, CancellationToken cancellationToken)
    {
        var directories = (image.Contexts ?? []).Where(c => c.Path is not null).ToArray();
        if (directories.Length == 0)
        {
            return image;
        }

        var places = new Dictionary<BuildContext, string>();
        foreach (var group in directories.GroupBy(c => (Repository: c.Source?.Repository ?? repository, Commit: c.Source?.Commit ?? owner.Commit)))
        {
            var paths = group.Select(c => c.Path!).Distinct(StringComparer.Ordinal).ToArray();
            var files = await repositories.CheckoutAsync(owner.ClusterId, group.Key.Repository, group.Key.Commit, paths, cancellationToken).ConfigureAwait(false);
            foreach (var context in group)
            {
                places[context] = files[context.Path!];
            }
        }

        return image with { Contexts = [.. image.Contexts!.Value.Select(c => places.TryGetValue(c, out var place) ? c with { Reference = place } : c)] };
    }

    private async Task<NodeResult> AwaitAsync(PlanNode node, AwaitContainer wait, CancellationToken cancellationToken)
    {
        var outcome = await engine
            .AwaitContainerAsync(wait.Container, wait.Until, options.StabilityWindow, l => board.Detail(wait, l), cancellationToken)
            .ConfigureAwait(false);
        if (outcome is AwaitOutcome.Reached reached)
        {
            board.Reached(wait, reached.Detail);
            return NodeResult.Done(node);
        }

        // Stopped, so that it does not go on crashing; kept, so that it can be looked at.
        using var deadline = new CancellationTokenSource(CleanUpTime);
        var lines = await ReadEvidenceAsync(wait.Container, deadline.Token).ConfigureAwait(false);
        if (outcome is not AwaitOutcome.Gone)
        {
            await engine.StopContainerAsync(wait.Container, null, deadline.Token).ConfigureAwait(false);
        }

        return NodeResult.Failed(node, Describe(outcome), lines);
    }

    private async Task<ImmutableArray<string>> ReadEvidenceAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            var lines = ImmutableArray.CreateBuilder<string>(EvidenceLines);
            await foreach (var line in engine.ReadLogsAsync(container, EvidenceLines, false, cancellationToken).ConfigureAwait(false))
            {
                lines.Add(line.Text);
            }

            return lines.ToImmutable();
        }
        catch (EngineException error)
        {
            return [$"(its log cannot be read: {error.Message})"];
        }
    }

    private static string Describe(AwaitOutcome outcome) => outcome switch
    {
        AwaitOutcome.Crashed { OutOfMemory: true } crashed => $"it ran out of memory and was killed (exit code {crashed.ExitCode})",
        AwaitOutcome.Crashed { Restarts: > 0 } crashed => $"it keeps ending with exit code {crashed.ExitCode} (restarted {crashed.Restarts} times)",
        AwaitOutcome.Crashed crashed => $"it ended with exit code {crashed.ExitCode}",
        AwaitOutcome.EndedEarly => "it keeps ending with exit code 0 although its restart policy wants it to stay up",
        AwaitOutcome.Unhealthy { LastOutput.Length: > 0 } unhealthy => $"it is unhealthy; the last health check said: {unhealthy.LastOutput.Trim()}",
        AwaitOutcome.Unhealthy => "it is unhealthy",
        AwaitOutcome.NoHealthCheck => "others wait for it to be healthy, but neither it nor its image has a health check",
        AwaitOutcome.Gone => "its container was removed by someone else",
        _ => outcome.ToString(),
    };
}
