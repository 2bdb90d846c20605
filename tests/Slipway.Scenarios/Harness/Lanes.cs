namespace Slipway.Scenarios.Harness;

/// <summary>Classes of one lane run one after the other, so that at most two servers are busy.</summary>
public static class Lanes
{
    public const string First = "first lane";
    public const string Second = "second lane";
}
