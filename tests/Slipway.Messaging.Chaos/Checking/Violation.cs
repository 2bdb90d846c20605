namespace Slipway.Messaging.Chaos;

/// <summary>An invariant that does not hold.</summary>
/// <param name="Invariant">Which one, I1 to I9.</param>
/// <param name="Text">What was found.</param>
internal sealed record Violation(string Invariant, string Text)
{
    public override string ToString() => $"{Invariant}: {Text}";
}
