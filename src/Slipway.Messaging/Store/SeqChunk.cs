using System.Globalization;

namespace Slipway.Messaging;

/// <summary>
/// Rows near each other, for a statement that takes many by <c>seq</c>. With the first and the last the statement passes through few others at worst,
/// even where SQLite prefers to go through the rows in order: on a connection that knows statistics from when the table was small.
/// </summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
/// <param name="Seqs">All of them, as a JSON array.</param>
internal sealed record SeqChunk(long First, long Last, string Seqs)
{
    private const int LargestGap = 64;

    /// <summary>Gets what a statement takes that acts on <see cref="Where"/>.</summary>
    public (string Name, object? Value)[] Values => [("@seqs", Seqs), ("@first", First), ("@last", Last)];

    /// <summary>The condition for the rows of a chunk.</summary>
    public const string Where = "seq between @first and @last and seq in (select value from json_each(@seqs))";

    /// <summary>Parts rows where they are far from each other.</summary>
    public static IEnumerable<SeqChunk> Of(IEnumerable<long> seqs)
    {
        var near = new List<long>();
        foreach (var seq in seqs.Order())
        {
            if (near is [.., var last] && seq - last > LargestGap)
            {
                yield return From(near);
                near.Clear();
            }
            near.Add(seq);
        }
        if (near.Count > 0)
        {
            yield return From(near);
        }
    }

    private static SeqChunk From(List<long> near) => new(near[0], near[^1], string.Create(CultureInfo.InvariantCulture, $"[{string.Join(',', near)}]"));
}
