namespace Slipway.Messaging;

/// <summary>A hook for tests that need a process to die at an exact point. Absent in any real configuration.</summary>
internal sealed class KillOptions
{
    /// <summary>Gets or sets <c>NAME@POINT</c>, NAME being a wire name and POINT that of a <see cref="KillPoint"/>, <c>before-handle</c> say.</summary>
    public string? KillAt { get; set; }
}
