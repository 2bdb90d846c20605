namespace Slipway.Api;

/// <summary>Values of <see cref="InstanceView.Phase"/>, in the order in which they usually come.</summary>
public static class InstancePhases
{
    /// <summary>Waits for its turn or for a dependency.</summary>
    public const string Waiting = "waiting";

    /// <summary>Its image is being fetched.</summary>
    public const string Pulling = "pulling";

    /// <summary>Its image is being built.</summary>
    public const string Building = "building";

    /// <summary>Its container is being created.</summary>
    public const string Creating = "creating";

    /// <summary>Its container is being started.</summary>
    public const string Starting = "starting";

    /// <summary>It runs, but is not healthy (or not stable) yet.</summary>
    public const string WaitingForHealth = "waiting for health";

    /// <summary>It runs.</summary>
    public const string Running = "running";

    /// <summary>It ran to its end with exit code 0.</summary>
    public const string Completed = "completed";

    /// <summary>It was there already and was not touched.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>It is being stopped or removed.</summary>
    public const string Stopping = "stopping";

    /// <summary>It is gone.</summary>
    public const string Removed = "removed";

    /// <summary>It failed.</summary>
    public const string Failed = "failed";

    /// <summary>It was not begun because something else failed.</summary>
    public const string Skipped = "skipped";
}
