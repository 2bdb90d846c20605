namespace Slipway.Core.Clusters;

/// <summary>One attribute that differs.</summary>
/// <param name="Attribute">The attribute, as in the configuration's JSON: <c>environment</c>, <c>image</c>, <c>mounts</c>, …</param>
/// <param name="Item">The part of it, such as the name of a variable; empty for the whole.</param>
/// <param name="Kind">Added, changed or removed.</param>
/// <param name="From">The earlier value, shortened; null where there was none and where it is not to be shown.</param>
/// <param name="To">The later value, shortened; null where there is none and where it is not to be shown.</param>
/// <param name="IsContent">Whether the values are ids of content, such as Git ids.</param>
public sealed record AttributeChange(string Attribute, string Item, ChangeKind Kind, string? From, string? To, bool IsContent = false)
{
    /// <summary>Gets what happened, without the attribute: <c>MODE from "a" to "b"</c>.</summary>
    public string Text
    {
        get
        {
            var item = Item.Length == 0 ? string.Empty : Item + " ";
            return (Kind, From, To) switch
            {
                (ChangeKind.Added, _, null) => item + "added",
                (ChangeKind.Added, _, { } to) => $"{item}set to \"{to}\"",
                (ChangeKind.Removed, _, _) => item + "removed",
                (_, { } from, { } to) when IsContent => $"{item}content changed ({from} -> {to})",
                (_, { } from, { } to) => $"{item}from \"{from}\" to \"{to}\"",
                _ => item + "changed",
            };
        }
    }

    public override string ToString() => $"{Attribute}: {Text}";
}
