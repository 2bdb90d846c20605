using System.Collections.Immutable;

namespace Slipway.Git.Refs;

/// <summary>Finds the names that somebody may have meant.</summary>
internal static class NearNames
{
    private const int Limit = 5;

    public static ImmutableArray<string> Find(string wanted, IEnumerable<string> names) =>
    [
        .. names.Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Score: Score(wanted, name)))
            .Where(n => n.Score <= Math.Max(2, wanted.Length / 3))
            .OrderBy(n => n.Score).ThenBy(n => n.Name, StringComparer.Ordinal)
            .Take(Limit).Select(n => n.Name),
    ];

    private static int Score(string wanted, string name)
    {
        if (string.Equals(wanted, name, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        // 'login' for 'feature/login', 'v1.2' for 'v1.2.3'.
        var part = wanted.Length >= 3 && (name.Contains(wanted, StringComparison.OrdinalIgnoreCase) || wanted.Contains(name, StringComparison.OrdinalIgnoreCase));
        return part ? 1 : Distance(wanted.ToUpperInvariant(), name.ToUpperInvariant());
    }

    /// <summary>How many letters must be added, removed, changed or swapped with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}
