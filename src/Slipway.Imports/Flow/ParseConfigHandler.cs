using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Diagnostics;
using Slipway.Core.Operations;
using Slipway.Core.Sources;
using Slipway.Imports.Formats;
using Slipway.Imports.Requests;
using Slipway.Messaging;

namespace Slipway.Imports.Flow;

/// <summary>Fetches, loads, converts and stores a configuration. Safe to run twice: the second run stores the same.</summary>
public sealed class ParseConfigHandler<TFormat>(
    IImportStore imports,
    IOperationStore operations,
    IClusterStore clusters,
    ConfigurationParser<TFormat> parser,
    IProgressSink progress,
    TimeProvider time) : IHandle<ParseConfig<TFormat>>
    where TFormat : IFormat
{
    public async Task HandleAsync(ParseConfig<TFormat> message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        var import = await imports.FindAsync(message.ImportId, cancellationToken).ConfigureAwait(false)
            ?? throw new PermanentFailureException($"import {message.ImportId} is not stored");
        var operation = await operations.FindAsync(import.Id, cancellationToken).ConfigureAwait(false)
            ?? throw new PermanentFailureException($"operation {import.Id} is not stored");
        if (operation.IsSettled)
        {
            context.Note("the operation has ended");
            return;
        }

        ParsedImport parsed;
        try
        {
            parsed = await parser.ParseAsync(import, clusters, p => progress.Phase(import.Id, p), cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException error) when (error.Failure == SourceFailure.Unreachable)
        {
            // The message is tried again; whoever watches should know why nothing moves.
            progress.Phase(import.Id, $"waiting for the repository: {error.Message}");
            throw;
        }
        catch (SourceException error)
        {
            Reject(context, operation, [new Diagnostic(ImportCodes.Of(error.Failure), Severity.Error, null, string.Empty, error.Message)]);
            return;
        }

        var found = parsed.Format.Diagnostics;
        if (parsed.Format.Set is not { } set)
        {
            Reject(context, operation with { Commit = parsed.Resolved.Commit }, found);
            return;
        }

        var other = await clusters.FindByNameAsync(parsed.Format.Name, cancellationToken).ConfigureAwait(false);
        if (ImportCodes.NameConflict(other, parsed) is { } conflict)
        {
            Reject(context, operation with { Commit = parsed.Resolved.Commit }, found.Add(conflict));
            return;
        }

        imports.Update(import with
        {
            Parsed = new ParsedConfiguration(parsed.Format.Name, parsed.Source, parsed.Resolved.Commit, set, parsed.Format.Inputs, found),
        });
        operations.Update(operation with
        {
            ClusterName = parsed.Format.Name,
            Commit = parsed.Resolved.Commit,
            Diagnostics = found,
            Notices = NoticesOf(parsed.Resolved),
        });
        context.Note($"{set.Configurations.Length} configurations at {parsed.Resolved.Commit[..8]}");
        context.Publish(new ConfigParsed<TFormat>(import.Id, parsed.Format.Name));
    }

    private static ImmutableArray<string> NoticesOf(ResolvedCommit resolved) => resolved.UncommittedFiles switch
    {
        0 => [],
        1 => [$"1 file has uncommitted changes, which are not deployed; commit {resolved.Commit[..8]} is"],
        var files => [$"{files} files have uncommitted changes, which are not deployed; commit {resolved.Commit[..8]} is"],
    };

    private void Reject(HandlerContext context, ClusterOperation operation, ImmutableArray<Diagnostic> diagnostics)
    {
        operations.Update(operation with { State = OperationState.Rejected, Diagnostics = diagnostics, FinishedAt = time.GetUtcNow() });
        var first = diagnostics.FirstOrDefault(d => d.Severity == Severity.Error);
        context.Note($"rejected: {first}");
    }
}
