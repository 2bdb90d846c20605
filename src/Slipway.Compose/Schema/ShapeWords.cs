using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Says what a place wants.</summary>
internal static class ShapeWords
{
    public static string Mismatch(ComposeNode node, Shape shape)
    {
        var has = node switch
        {
            ComposeMapping => "a mapping",
            ComposeSequence => "a list",
            ComposeScalar { Kind: ScalarKind.Null } => "an empty value",
            ComposeScalar { Kind: ScalarKind.Text } scalar => $"the text \"{Shorten(scalar.Text)}\"",
            ComposeScalar { Kind: ScalarKind.Boolean } scalar => $"the boolean {scalar.Text}",
            ComposeScalar scalar => $"the number {scalar.Text}",
            _ => "this",
        };
        var wants = Wants(shape);
        var quote = node is ComposeScalar { Kind: ScalarKind.Boolean or ScalarKind.Whole or ScalarKind.Fraction } value && (shape.Scalars & ScalarKinds.Text) != 0
            ? $" Put it in quotes: \"{value.Text}\"."
            : "";
        return $"{has} cannot stand here; it takes {wants}.{quote}";
    }

    public static string Unknown(string key, Shape shape)
    {
        IEnumerable<string> known = shape.Attributes is null ? [] : shape.Attributes.Keys;
        var hint = DidYouMean(key, known);
        return hint.Length > 0
            ? $"the attribute {key} is not known here.{hint}"
            : $"the attribute {key} is not known here; remove it, or begin its name with x- if it is your own.";
    }

    public static string DidYouMean(string word, IEnumerable<string> known)
    {
        var best = known.Select(k => (Word: k, Distance: Distance(word, k)))
            .Where(c => c.Distance <= Math.Max(1, Math.Min(word.Length, c.Word.Length) / 3))
            .OrderBy(c => c.Distance).ThenBy(c => c.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Word is null ? "" : $" Did you mean {best.Word}?";
    }

    public static string Choice(ImmutableArray<string> words) =>
        words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";

    private static string Wants(Shape shape)
    {
        var wants = new List<string>();
        if ((shape.Scalars & ScalarKinds.Text) != 0)
        {
            wants.Add("text");
        }

        if ((shape.Scalars & ScalarKinds.Fraction) != 0)
        {
            wants.Add("a number");
        }
        else if ((shape.Scalars & ScalarKinds.Integer) != 0)
        {
            wants.Add("a whole number");
        }

        if ((shape.Scalars & ScalarKinds.Boolean) != 0)
        {
            wants.Add("true or false");
        }

        if (shape.TakesList)
        {
            wants.Add("a list");
        }

        if (shape.TakesMapping)
        {
            wants.Add("a mapping");
        }

        return wants.Count == 0 ? "nothing" : Choice([.. wants]);
    }

    private static string Shorten(string text) => text.Length > 60 ? text[..60] + "…" : text;

    /// <summary>How many letters must change, come or go, or swap places with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        const int Longest = 64;
        if (a.Length > Longest || b.Length > Longest)
        {
            return int.MaxValue;
        }

        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
