using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>
/// What the specification allows at one place, in every form, and how its value looks in the finished project. An attribute is one row in one of the
/// tables beside this file; validation, suggestions for misspelt names and output all read that row.
/// </summary>
internal sealed record Shape
{
    /// <summary>Gets the kinds of single values.</summary>
    public ScalarKinds Scalars { get; init; }

    /// <summary>Gets the only texts allowed; empty when any is.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Gets the test of a text, and what it wants in words.</summary>
    public (Func<string, bool> Test, string Wants)? TextRule { get; init; }

    /// <summary>Gets the bounds of a number.</summary>
    public (double Min, double Max)? Range { get; init; }

    /// <summary>Gets the shape of list items; null when no list is allowed.</summary>
    public Shape? Item { get; init; }

    /// <summary>Gets whether list items must differ.</summary>
    public bool UniqueItems { get; init; }

    /// <summary>Gets the attributes of a mapping; null when it has none of its own.</summary>
    public FrozenDictionary<string, Shape>? Attributes { get; init; }

    /// <summary>Gets the shape of values under keys that are no attribute; null when there may be none.</summary>
    public Shape? Other { get; init; }

    /// <summary>Gets the test of those keys.</summary>
    public Func<string, bool>? KeyRule { get; init; }

    /// <summary>Gets the shape of values whose keys fail that test; null when no such key may be. Their <see cref="Value"/> is that of <see cref="Other"/>.</summary>
    public Shape? OffRule { get; init; }

    /// <summary>Gets the attributes that must be there.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary>Gets whether <c>x-</c> keys are allowed.</summary>
    public bool Extensible { get; init; }

    /// <summary>Gets whether everything is allowed.</summary>
    public bool Anything { get; init; }

    /// <summary>Gets how the value is brought into the form of the finished project. Null: as its kind says.</summary>
    public NodeRule? Value { get; init; }

    /// <summary>Gets whether a value that says nothing (false, 0, an empty text or list) stays in the finished project.</summary>
    public bool KeepEmpty { get; init; }

    /// <summary>Gets whether the attribute is accepted and then has no effect, in the reference too.</summary>
    public bool Dropped { get; init; }

    public bool TakesMapping => Attributes is not null || Other is not null || Anything;

    public bool TakesList => Item is not null || Anything;

    public static Shape Text { get; } = new() { Scalars = ScalarKinds.Text };

    public static Shape Boolean { get; } = new() { Scalars = ScalarKinds.Boolean };

    public static Shape BooleanOrText { get; } = new() { Scalars = ScalarKinds.Boolean | ScalarKinds.Text, Value = ValueRules.Boolean };

    public static Shape Integer { get; } = new() { Scalars = ScalarKinds.Integer, Value = ValueRules.Integer };

    public static Shape IntegerOrText { get; } = new() { Scalars = ScalarKinds.Integer | ScalarKinds.Text, Value = ValueRules.Integer };

    public static Shape NumberOrText { get; } = new() { Scalars = ScalarKinds.Number | ScalarKinds.Text, Value = ValueRules.Integer };

    public static Shape Any { get; } = new() { Anything = true };

    public static Shape Enumeration(params ReadOnlySpan<string> words) => Text with { Words = [.. words] };

    public static Shape List(Shape item) => new() { Item = item };

    public static Shape UniqueList(Shape item) => new() { Item = item, UniqueItems = true };

    /// <summary>A mapping with the attributes given, and <c>x-</c> keys.</summary>
    public static Shape Mapping(params ReadOnlySpan<(string Names, Shape Shape)> rows)
    {
        var attributes = new Dictionary<string, Shape>(StringComparer.Ordinal);
        foreach (var (names, shape) in rows)
        {
            foreach (var name in names.Split(' '))
            {
                attributes.Add(name, shape);
            }
        }

        return new Shape { Attributes = attributes.ToFrozenDictionary(StringComparer.Ordinal), Extensible = true };
    }

    /// <summary>A mapping with free keys.</summary>
    public static Shape MapOf(Shape value) => new() { Other = value };

    /// <summary>A mapping whose keys are names of elements.</summary>
    public static Shape NamedMap(Shape value) => new() { Other = value, KeyRule = Names.IsName };

    public Shape Keep() => this with { KeepEmpty = true };

    public Shape OrNull() => this with { Scalars = Scalars | ScalarKinds.Null };

    public Shape OrText() => this with { Scalars = Scalars | ScalarKinds.Text };

    public Shape OrList(Shape item) => this with { Item = item };

    public Shape Requires(params ReadOnlySpan<string> names) => this with { Required = [.. names] };

    public Shape Between(double min, double max) => this with { Range = (min, max) };

    public Shape As(NodeRule value) => this with { Value = value };
}
