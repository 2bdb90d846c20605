using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>What every .NET leg sends.</summary>
/// <param name="Number">Which one it is, from 0.</param>
/// <param name="Key">The key that ordered legs serialise by; empty where there is none.</param>
/// <param name="SentAt">When it should have been sent, in ticks of the stopwatch; 0 where latency is not measured.</param>
/// <param name="Filler">Makes the body as large as it should be.</param>
[Work("benchmark.parcel")]
public sealed record Parcel(int Number, string Key, long SentAt, string Filler)
{
    /// <summary>The size of a body, near enough: JSON of a record differs by a few digits.</summary>
    public const int Size = 512;

    // What the other members and the punctuation take.
    private static readonly string Padding = new('x', Size - 60);

    /// <summary>Makes one.</summary>
    public static Parcel Make(int number, string key = "", long sentAt = 0) => new(number, key, sentAt, Padding);
}
