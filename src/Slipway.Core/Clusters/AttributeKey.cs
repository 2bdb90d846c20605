namespace Slipway.Core.Clusters;

/// <summary>An attribute, or a part of one.</summary>
internal readonly record struct AttributeKey(string Attribute, string Item) : IComparable<AttributeKey>
{
    public int CompareTo(AttributeKey other) => string.CompareOrdinal(Attribute, other.Attribute) is not 0 and var first
        ? first
        : string.CompareOrdinal(Item, other.Item);
}
