namespace Slipway.Messaging;

/// <summary>A unit of work that writes nothing but messages and the record that a delivery ended.</summary>
internal sealed class PlainUnit(Finish? finish, OutgoingBatch batch, Action? last, Action? committed, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Finish? Finish { get; } = finish;

    public OutgoingBatch Batch { get; } = batch;

    /// <summary>Gets what runs when all is written and nothing is committed.</summary>
    public Action? Last { get; } = last;

    /// <summary>Gets what runs right after the commit, before anything else does.</summary>
    public Action? Committed { get; } = committed;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public Task Completion => _completion.Task;

    public void Succeed() => _completion.TrySetResult();

    public void Fail(Exception error) => _completion.TrySetException(error);
}
