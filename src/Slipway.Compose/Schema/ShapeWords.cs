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

    /// <summary>Says that an attribute is not known, with the one that is meant: a similar word, or the same word at the place where it belongs.</summary>
    /// <param name="key">The attribute.</param>
    /// <param name="closest">The similar attribute; null when there is none.</param>
    /// <param name="shape">What may stand there.</param>
    public static string Unknown(string key, string? closest, Shape shape)
    {
        if (closest is not null)
        {
            return $"the attribute {key} is not known here. Did you mean {closest}?";
        }

        return AttributePlaces.Find(key, shape) is { } place
            ? $"the attribute {key} is not known here; it belongs under {place}."
            : $"the attribute {key} is not known here; remove it{(shape.Extensible ? ", or begin its name with x- if it is your own" : "")}.";
    }

    public static string DidYouMean(string word, IEnumerable<string> known) => Closest(word, known) is { } closest ? $" Did you mean {closest}?" : "";

    /// <summary>The most similar word, if one is similar enough. Of very many words only the first ones are looked at.</summary>
    public static string? Closest(string word, IEnumerable<string> known)
    {
        const int LookAt = 1000;
        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in known.Take(LookAt))
        {
            var allowed = Math.Max(1, Math.Min(word.Length, candidate.Length) / 3);
            if (Math.Abs(word.Length - candidate.Length) > allowed)
            {
                continue;
            }

            var distance = WordDistance.Between(word, candidate, allowed);
            if (distance <= allowed && (distance < least || (distance == least && string.CompareOrdinal(candidate, best) < 0)))
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
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
}
