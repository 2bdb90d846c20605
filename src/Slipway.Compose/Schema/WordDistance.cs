namespace Slipway.Compose;

/// <summary>How different two words are: how many letters must change, come or go, or swap places with their neighbour.</summary>
internal static class WordDistance
{
    private const int Longest = 64;

    /// <summary>Compares two words, in any case of letters.</summary>
    /// <param name="a">A word.</param>
    /// <param name="b">Another.</param>
    /// <param name="limit">The distance above which it no longer matters how large it is.</param>
    /// <returns>The distance; more than <paramref name="limit"/> when it is larger, or a word is too long to be a misspelt one.</returns>
    public static int Between(string a, string b, int limit)
    {
        if (a.Length > Longest || b.Length > Longest)
        {
            return int.MaxValue;
        }

        Span<int> before = stackalloc int[Longest + 1];
        Span<int> above = stackalloc int[Longest + 1];
        Span<int> row = stackalloc int[Longest + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = above[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            // A swap can still win back one of the row before.
            if (least > limit + 1)
            {
                return int.MaxValue;
            }

            var oldest = before;
            before = above;
            above = row;
            row = oldest;
        }

        return above[b.Length];
    }
}
