namespace Slipway.Core.Operations;

/// <summary>Marks an operation as failed when one of its messages was given up.</summary>
public static class FailedOperation
{
    /// <summary>Records the failure; an operation that has ended stays as it is.</summary>
    public static async Task RecordAsync(
        IOperationStore operations, string operationId, string error, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operations);
        var operation = await operations.FindAsync(operationId, cancellationToken).ConfigureAwait(false);
        if (operation is { State: OperationState.Running })
        {
            operations.Update(operation with
            {
                State = OperationState.Failed,
                Failure = new OperationFailure(null, error, null, [], "Resolve what is in the way and ask again; slipway messages --state dead shows what was given up, to be looked at or replayed."),
                FinishedAt = now,
            });
        }
    }
}
