namespace Slipway.Core.Operations;

/// <summary>Is told how an operation goes on, for whoever watches. Never blocks and never fails; what must last is in the stores.</summary>
public interface IProgressSink
{
    /// <summary>Says what is being done, in one line.</summary>
    void Phase(string operationId, string phase);

    /// <summary>Says where an instance stands.</summary>
    void Instance(string operationId, InstanceProgress progress);

    /// <summary>Says what will be done.</summary>
    void Planned(string operationId, PlanCounts counts);
}
