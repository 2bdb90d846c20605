using System.Collections.Immutable;

namespace Slipway.Core.Clusters;

/// <summary>What became of one instance, network or volume.</summary>
/// <param name="Name">Its name or key.</param>
/// <param name="Kind">Added, removed, changed or unchanged.</param>
/// <param name="Attributes">What differs, for a changed one.</param>
public sealed record ItemChange(string Name, ChangeKind Kind, ImmutableArray<AttributeChange> Attributes)
{
    /// <summary>Gets the names of the attributes that differ.</summary>
    public IEnumerable<string> AttributeNames => Attributes.Select(a => a.Attribute).Distinct(StringComparer.Ordinal);
}
