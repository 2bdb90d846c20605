namespace Slipway.Compose;

/// <summary>Development settings.</summary>
public sealed record ComposeDevelop
{
    /// <summary>Gets the paths watched.</summary>
    public ComposeList<ComposeWatch> Watch { get; init; } = ComposeList<ComposeWatch>.Empty;
}
