namespace Slipway.Core.Configurations;

/// <summary>When the engine starts a container again.</summary>
/// <param name="Mode">When.</param>
/// <param name="MaxRetries">How often at most, with <see cref="RestartMode.OnFailure"/>; 0 is without limit.</param>
public sealed record RestartPolicy(RestartMode Mode, int MaxRetries = 0)
{
    /// <summary>Gets the policy that never restarts.</summary>
    public static RestartPolicy No { get; } = new(RestartMode.No);
}
