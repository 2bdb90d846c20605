namespace Slipway.Testing.Messaging;

/// <summary>The time of a machine whose wall clock is wrong; seconds are as long as anywhere.</summary>
public sealed class SkewedTime(TimeSpan skew) : TimeProvider
{
    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + skew;
}
