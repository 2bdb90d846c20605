namespace Slipway.Messaging;

/// <summary>How one run of a delivery ended, and so what must be recorded of it.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Gets what was thrown; null if nothing was.</summary>
    public virtual Exception? Error => null;

    /// <summary>Handled, and committed with everything it wrote.</summary>
    public sealed record Done : Verdict;

    /// <summary>Overtaken by newer work, and committed.</summary>
    public sealed record Superseded : Verdict;

    /// <summary>Stopped because newer work has overtaken it.</summary>
    public sealed record Overtaken(string By) : Verdict;

    /// <summary>Failed; another attempt follows.</summary>
    public sealed record Retry(TimeSpan Delay, Exception Thrown) : Verdict
    {
        public override Exception Error => Thrown;
    }

    /// <summary>Given up. <paramref name="Incoming"/> is null where the body could not be read.</summary>
    public sealed record Dead(string Reason, Exception? Thrown, Incoming? Incoming) : Verdict
    {
        public override Exception? Error => Thrown;
    }

    /// <summary>Stopped because the process stops; the attempt does not count.</summary>
    public sealed record HandOver : Verdict;

    /// <summary>Stopped because the lease could not be renewed, or found to be held by another.</summary>
    public sealed record LeaseLost : Verdict;
}
