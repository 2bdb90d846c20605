using System.Collections.Immutable;
using Slipway.Core.Operations;
using Slipway.Imports.Formats;
using Slipway.Messaging;

namespace Slipway.Imports.Requests;

/// <summary>Begins imports. Scoped; each call commits.</summary>
public sealed class ImportRequests(
    IEnumerable<FormatEntry> formats, IImportStore imports, IOperationStore operations, IMessageSession session, TimeProvider time)
{
    /// <summary>Gets the names of the installed formats.</summary>
    public ImmutableArray<string> Formats => [.. formats.Select(f => f.Name).Order(StringComparer.Ordinal)];

    /// <summary>Stores what was asked for and publishes the first event of its flow.</summary>
    /// <param name="import">What was asked for; its id is replaced.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The operation's id; null when the format is not installed.</returns>
    public async Task<string?> RequestAsync(Import import, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(import);
        if (formats.FirstOrDefault(f => f.Name == import.Format) is not { } format)
        {
            return null;
        }

        var id = session.CorrelationId;
        imports.Add(import with { Id = id });
        operations.Add(new ClusterOperation
        {
            Id = id,
            Kind = OperationKind.Import,
            State = OperationState.Running,
            ClusterName = import.Name,
            StartedAt = time.GetUtcNow(),
        });
        format.Publish(session, id);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return id;
    }
}
