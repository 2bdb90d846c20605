using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Core.Configurations;

namespace Slipway.Core.Clusters;

/// <summary>
/// What differs between two configuration sets, for people: no content of files, and no values that look secret. Places in files, and an order
/// that means nothing, are not compared.
/// </summary>
public sealed record RevisionDiff
{
    /// <summary>Gets the instances, in the order of the later set; removed ones last.</summary>
    public required ImmutableArray<ItemChange> Instances { get; init; }

    /// <summary>Gets the networks, by key.</summary>
    public required ImmutableArray<ItemChange> Networks { get; init; }

    /// <summary>Gets the volumes, by key.</summary>
    public required ImmutableArray<ItemChange> Volumes { get; init; }

    /// <summary>Gets a value indicating whether nothing differs.</summary>
    public bool IsEmpty => Instances.Concat(Networks).Concat(Volumes).All(c => c.Kind == ChangeKind.Unchanged);

    /// <summary>Compares two sets. Pure.</summary>
    public static RevisionDiff Between(ConfigurationSet from, ConfigurationSet to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return new RevisionDiff
        {
            Instances = Compare(from.Configurations, to.Configurations, c => c.Name, AttributeValues.Of),
            Networks = Compare(from.Networks, to.Networks, n => n.Key, AttributeValues.Of),
            Volumes = Compare(from.Volumes, to.Volumes, v => v.Key, AttributeValues.Of),
        };
    }

    /// <summary>Compares one instance.</summary>
    public static ItemChange Between(RunnableConfiguration from, RunnableConfiguration to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return Compare(to.Name, AttributeValues.Of(from), AttributeValues.Of(to));
    }

    /// <summary>In one line: <c>added cache; changed web (environment, image); removed old; 3 unchanged</c>.</summary>
    public string Summarize()
    {
        var parts = new List<string>();
        parts.AddRange(Of(ChangeKind.Added, "added", c => c.Name));
        parts.AddRange(Of(ChangeKind.Changed, "changed", c => $"{c.Name} ({string.Join(", ", c.AttributeNames)})"));
        parts.AddRange(Of(ChangeKind.Removed, "removed", c => c.Name));
        var unchanged = Instances.Count(c => c.Kind == ChangeKind.Unchanged);
        if (unchanged > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{unchanged} unchanged"));
        }

        return string.Join("; ", parts);
    }

    /// <summary>All of it, one line an item that differs and one line an attribute below it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (label, change) in Labelled().Where(c => c.Change.Kind != ChangeKind.Unchanged))
        {
            text.Append(CultureInfo.InvariantCulture, $"{change.Kind.ToString().ToLowerInvariant()} {label}{change.Name}\n");
            foreach (var attribute in change.Attributes)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {attribute}\n");
            }
        }

        return text.ToString();
    }

    private IEnumerable<string> Of(ChangeKind kind, string word, Func<ItemChange, string> describe)
    {
        var names = Labelled().Where(c => c.Change.Kind == kind).Select(c => c.Label + describe(c.Change)).ToArray();
        return names.Length == 0 ? [] : [$"{word} {string.Join(", ", names)}"];
    }

    private IEnumerable<(string Label, ItemChange Change)> Labelled() =>
        Instances.Select(c => (string.Empty, c)).Concat(Networks.Select(c => ("network ", c))).Concat(Volumes.Select(c => ("volume ", c)));

    private static ImmutableArray<ItemChange> Compare<TItem>(
        ImmutableArray<TItem> from, ImmutableArray<TItem> to, Func<TItem, string> nameOf, Func<TItem, SortedDictionary<AttributeKey, AttributeValue>> valuesOf)
    {
        var before = from.ToDictionary(nameOf, StringComparer.Ordinal);
        var after = to.Select(nameOf).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. to.Select(item => before.TryGetValue(nameOf(item), out var earlier)
                ? Compare(nameOf(item), valuesOf(earlier), valuesOf(item))
                : new ItemChange(nameOf(item), ChangeKind.Added, [])),
            .. from.Where(item => !after.Contains(nameOf(item))).Select(item => new ItemChange(nameOf(item), ChangeKind.Removed, [])),
        ];
    }

    private static ItemChange Compare(
        string name, SortedDictionary<AttributeKey, AttributeValue> before, SortedDictionary<AttributeKey, AttributeValue> after)
    {
        ImmutableArray<AttributeChange> changes =
        [
            .. before.Keys.Union(after.Keys)
                .Order()
                .Where(key => !before.TryGetValue(key, out var was) || !after.TryGetValue(key, out var now) || was.Text != now.Text)
                .Select(key => Change(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key))),
        ];
        ImmutableArray<AttributeChange> told = [.. changes.Where(c => !changes.Any(whole => IsPartOf(c, whole)))];
        return new ItemChange(name, told.IsEmpty ? ChangeKind.Unchanged : ChangeKind.Changed, told);
    }

    /// <summary>Whether something came or went with what it is a part of, which says it all.</summary>
    private static bool IsPartOf(AttributeChange part, AttributeChange whole) =>
        whole.Kind == part.Kind && whole.Kind != ChangeKind.Changed && whole.Attribute == part.Attribute && whole.Item.Length > 0
        && (part.Item.StartsWith(whole.Item + ".", StringComparison.Ordinal) || part.Item.StartsWith(whole.Item + " (", StringComparison.Ordinal));

    private static AttributeChange Change(AttributeKey key, AttributeValue? before, AttributeValue? after)
    {
        var kind = before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed;

        // Hidden on one side hides the other as well: a value that moved out of the open is a secret all the same.
        var isHidden = before is { IsHidden: true } || after is { IsHidden: true };
        return new AttributeChange(
            key.Attribute, key.Item, kind, isHidden ? null : before?.Shown, isHidden ? null : after?.Shown, (after ?? before)!.IsContent);
    }
}
