using Slipway.Core.Operations;
using Slipway.Imports.Formats;
using Slipway.Messaging;

namespace Slipway.Imports.Flow;

/// <summary>Records that an import was given up, because its repository did not answer, say. Safe to run twice.</summary>
public sealed class ImportDeadHandler<TFormat>(IOperationStore operations, TimeProvider time)
    : IHandleDead<ParseConfig<TFormat>>, IHandleDead<CreateCluster<TFormat>>
    where TFormat : IFormat
{
    public Task HandleDeadAsync(ParseConfig<TFormat> message, string error, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return FailedOperation.RecordAsync(operations, message.ImportId, error, time.GetUtcNow(), cancellationToken);
    }

    public Task HandleDeadAsync(CreateCluster<TFormat> message, string error, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return FailedOperation.RecordAsync(operations, message.ImportId, error, time.GetUtcNow(), cancellationToken);
    }
}
