namespace Slipway.Messaging;

/// <summary>A hook for tests that need a process to die at an exact point. Absent in any real configuration.</summary>
internal sealed class KillOptions
{
    /// <summary>Gets or sets <c>NAME@before-handle</c>, <c>NAME@before-commit</c> or <c>NAME@after-commit</c>, NAME being a wire name.</summary>
    public string? KillAt { get; set; }
}
