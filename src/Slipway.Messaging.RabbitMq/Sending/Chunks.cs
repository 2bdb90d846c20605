namespace Slipway.Messaging.RabbitMq;

/// <summary>Cuts a list into pieces of few different lengths, so that each length is one prepared statement.</summary>
internal static class Chunks
{
    private static readonly int[] Lengths = [64, 16, 4, 1];

    public static IEnumerable<ArraySegment<TItem>> Of<TItem>(TItem[] items)
    {
        var from = 0;
        foreach (var length in Lengths)
        {
            for (; items.Length - from >= length; from += length)
            {
                yield return new ArraySegment<TItem>(items, from, length);
            }
        }
    }

    /// <summary>The values of one piece: <paramref name="values"/> of each item, with its place after the name.</summary>
    public static (string Name, object? Value)[] Values<TItem>(ArraySegment<TItem> items, params (string Name, Func<TItem, object?> Of)[] values)
    {
        var all = new (string, object?)[items.Count * values.Length];
        for (var i = 0; i < items.Count; i++)
        {
            for (var v = 0; v < values.Length; v++)
            {
                all[(i * values.Length) + v] = (ParameterNames.Of(values[v].Name, i), values[v].Of(items[i]));
            }
        }
        return all;
    }
}
