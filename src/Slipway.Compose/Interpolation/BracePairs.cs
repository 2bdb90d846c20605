namespace Slipway.Compose;

/// <summary>
/// Finds the brace that closes another one. Most texts pair up and are looked through once; in one that does not, each look would go to the end, so the
/// pairs are noted then.
/// </summary>
internal struct BracePairs(string text)
{
    private int[]? _closes;

    /// <summary>The position of the brace that closes the one at a position; -1 when none does.</summary>
    public int CloseOf(int open)
    {
        if (_closes is not null)
        {
            return _closes[open] - 1;
        }

        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        _closes = Pair(text);
        return -1;
    }

    /// <summary>For each opening brace one more than the position of its closing one, 0 where there is none.</summary>
    private static int[] Pair(string text)
    {
        var closes = new int[text.Length];
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '{')
            {
                open.Push(i);
            }
            else if (text[i] == '}' && open.TryPop(out var start))
            {
                closes[start] = i + 1;
            }
        }

        return closes;
    }
}
