using System.Globalization;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>Names what makes a container another one: the attributes, and from what to what where its revision is known.</summary>
internal static class ChangeText
{
    private const int MostItems = 3;

    /// <summary>The attributes whose hashes differ, by name.</summary>
    public static string[] Attributes(DesiredContainer desired, ObservedContainer current) =>
    [
        .. desired.AttributeHashes.Keys.Union(current.AttributeHashes.Keys, StringComparer.Ordinal)
            .Where(a => desired.AttributeHashes.GetValueOrDefault(a) != current.AttributeHashes.GetValueOrDefault(a))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>In one line: <c>changed: environment (MODE from "a" to "b"), image (from "web:1" to "web:2")</c>.</summary>
    public static string Describe(string[] attributes, DesiredContainer desired, ObservedContainer current, DesiredState state)
    {
        var changes = state.Earlier.TryGetValue(current.Revision, out var earlier) ? Between(earlier, desired, state.Target.Set) : [];
        return "changed: " + string.Join(", ", attributes.Select(a => a + ItemsOf(a, changes)));
    }

    private static AttributeChange[] Between(ConfigurationSet earlier, DesiredContainer desired, ConfigurationSet set)
    {
        if (earlier.Configurations.FirstOrDefault(c => c.Name == desired.Instance) is not { } before)
        {
            return [];
        }

        var diff = RevisionDiff.Between(earlier, set);
        var joined = desired.Configuration.Networks.Select(n => n.Network).ToHashSet(StringComparer.Ordinal);
        var mounted = desired.VolumeNames.Keys.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. RevisionDiff.Between(before, desired.Configuration).Attributes,
            .. Definitions("networks", diff.Networks.Where(n => joined.Contains(n.Name))),
            .. Definitions("volumes", diff.Volumes.Where(v => mounted.Contains(v.Name))),
        ];
    }

    private static IEnumerable<AttributeChange> Definitions(string attribute, IEnumerable<ItemChange> changes) =>
        changes.SelectMany(c => c.Attributes.Select(a => a with { Attribute = attribute, Item = $"{c.Name}.{a.Attribute}{(a.Item.Length == 0 ? null : "." + a.Item)}" }));

    private static string ItemsOf(string attribute, AttributeChange[] changes)
    {
        var items = changes.Where(c => c.Attribute == attribute).Select(c => c.Text).ToArray();
        if (items.Length == 0)
        {
            return string.Empty;
        }

        var more = items.Length > MostItems ? string.Create(CultureInfo.InvariantCulture, $"; {items.Length - MostItems} more") : string.Empty;
        return $" ({string.Join("; ", items.Take(MostItems))}{more})";
    }
}
