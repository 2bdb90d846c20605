using Slipway.Messaging;

namespace Slipway.Core.Operations;

/// <summary>
/// Ends an operation as superseded when newer work has overtaken one of its tasks: the handler of that task may never have run, and could
/// not tell. Safe to run twice; an operation that has ended stays as it is.
/// </summary>
public sealed class SupersedeOperation(IOperationStore operations, TimeProvider time) : IHandle<WorkSuperseded>
{
    public async Task HandleAsync(WorkSuperseded message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        var operation = await operations.FindAsync(context.CorrelationId, cancellationToken).ConfigureAwait(false);
        if (operation is not { State: OperationState.Running })
        {
            context.Note(operation is null ? "no operation belongs to it" : "the operation had ended already");
            return;
        }

        var reason = $"{message.Name} was overtaken by newer work ({message.By}){(message.HadBegun ? " while it ran" : " before it began")}";
        operations.Update(operation with { State = OperationState.Superseded, Notices = operation.Notices.Add(reason), FinishedAt = time.GetUtcNow() });
        context.Note(reason);
    }
}
