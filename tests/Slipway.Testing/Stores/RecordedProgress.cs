using System.Collections.Concurrent;
using Slipway.Core.Operations;

namespace Slipway.Testing.Stores;

/// <summary>Keeps what it is told, in order.</summary>
public sealed class RecordedProgress : IProgressSink
{
    private readonly ConcurrentQueue<string> _phases = new();
    private readonly ConcurrentQueue<InstanceProgress> _instances = new();
    private readonly ConcurrentQueue<PlanCounts> _plans = new();

    /// <summary>Gets the phases of the operation.</summary>
    public IReadOnlyList<string> Phases => [.. _phases];

    /// <summary>Gets the plans.</summary>
    public IReadOnlyList<PlanCounts> Plans => [.. _plans];

    /// <summary>Gets the phases of one instance, equal ones in a row as one.</summary>
    public IReadOnlyList<InstancePhase> Of(string instance)
    {
        var phases = new List<InstancePhase>();
        foreach (var progress in _instances.Where(i => i.Name == instance))
        {
            if (phases.Count == 0 || phases[^1] != progress.Phase)
            {
                phases.Add(progress.Phase);
            }
        }

        return phases;
    }

    public void Phase(string operationId, string phase) => _phases.Enqueue(phase);

    public void Instance(string operationId, InstanceProgress progress) => _instances.Enqueue(progress);

    public void Planned(string operationId, PlanCounts counts) => _plans.Enqueue(counts);
}
