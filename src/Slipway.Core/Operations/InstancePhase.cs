namespace Slipway.Core.Operations;

/// <summary>What happens to an instance.</summary>
public enum InstancePhase
{
    Waiting,
    Pulling,
    Building,
    Creating,
    Starting,
    WaitingForHealth,
    Running,
    Completed,
    Unchanged,
    Stopping,
    Removed,
    Failed,
    Skipped,
}
