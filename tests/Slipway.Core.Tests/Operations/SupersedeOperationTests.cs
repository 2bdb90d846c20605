using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Operations;
using Slipway.Messaging;
using Slipway.Testing.Messaging;
using Slipway.Testing.Stores;

namespace Slipway.Core.Tests.Operations;

public sealed class SupersedeOperationTests
{
    private readonly MemoryOperationStore _operations = new();
    private readonly RecordedContext _context = new();

    [Theory]
    [InlineData("cluster.deploy", true, "cluster.deploy was overtaken by newer work (m2) while it ran")]
    [InlineData("compose.cluster.sync", false, "compose.cluster.sync was overtaken by newer work (m2) before it began")]
    public async Task Handle_OperationRuns_EndsItAsSuperseded(string name, bool hadBegun, string notice)
    {
        Have(OperationState.Running);

        await HandleAsync(name, hadBegun);

        var operation = _operations["operation-1"];
        Assert.Equal((OperationState.Superseded, Given.Now), (operation.State, operation.FinishedAt));
        Assert.Equal([notice], operation.Notices);
        Assert.Equal(notice, _context.Outcome);
    }

    [Fact]
    public async Task Handle_OperationHasEnded_LeavesIt()
    {
        Have(OperationState.Failed);

        await HandleAsync("cluster.deploy", true);

        Assert.Equal(OperationState.Failed, _operations["operation-1"].State);
        Assert.Empty(_operations["operation-1"].Notices);
    }

    [Fact]
    public async Task Handle_NoOperation_DoesNothing()
    {
        await HandleAsync("cluster.deploy", true);

        Assert.Equal("no operation belongs to it", _context.Outcome);
    }

    private void Have(OperationState state) =>
        _operations.Add(new ClusterOperation { Id = "operation-1", Kind = OperationKind.Push, State = state, StartedAt = Given.Now });

    private Task HandleAsync(string name, bool hadBegun) => new SupersedeOperation(_operations, new FakeTimeProvider(Given.Now))
        .HandleAsync(new WorkSuperseded(name, 1, "m1", "slipway", "m2", hadBegun), _context, TestContext.Current.CancellationToken);
}
