namespace Slipway.Compose;

/// <summary>Makes lists; collection expressions use it.</summary>
public static class ComposeList
{
    /// <summary>Makes a list.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items.</param>
    /// <returns>The list.</returns>
    public static ComposeList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? ComposeList<T>.Empty : new([.. items]);
}
