namespace Slipway.Compose;

/// <summary>
/// The order of keys in the YAML of the reference: numbers in a text count by their value, and signs come before letters, so that <c>web2</c> is before
/// <c>web10</c> and <c>_x</c> before <c>a</c>.
/// </summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var one = x.AsSpan();
        var other = y.AsSpan();
        var same = one.CommonPrefixLength(other);
        if (same == one.Length || same == other.Length)
        {
            return one.Length - other.Length;
        }

        var (left, right) = (one[same], other[same]);
        switch (char.IsLetter(left), char.IsLetter(right))
        {
            case (true, true):
                return left - right;
            case (true, false) or (false, true):
                // After a digit, the one whose number goes on is the larger.
                var afterDigit = same > 0 && char.IsDigit(one[same - 1]);
                return char.IsLetter(left) == afterDigit ? -1 : 1;
        }

        // A zero within a number counts; zeros that lead it do not.
        var inNumber = (left == '0' || right == '0') && Leading(one[..same]).ContainsAnyExcept('0');
        var leftDigits = Digits(one[same..]);
        var rightDigits = Digits(other[same..]);
        var byValue = inNumber && leftDigits.Length != rightDigits.Length ? leftDigits.Length - rightDigits.Length : CompareNumbers(leftDigits, rightDigits);
        return byValue != 0 ? byValue
            : leftDigits.Length != rightDigits.Length ? leftDigits.Length - rightDigits.Length
            : left - right;
    }

    private static ReadOnlySpan<char> Digits(ReadOnlySpan<char> text) => text[..(text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length)];

    /// <summary>The digits at the end of what two keys have in common.</summary>
    private static ReadOnlySpan<char> Leading(ReadOnlySpan<char> text) => text[(text.LastIndexOfAnyExceptInRange('0', '9') + 1)..];

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);
    }
}
