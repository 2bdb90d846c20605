using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Slipway.Compose;

/// <summary>Takes typed values out of a finished tree. What is not there reads as null or empty.</summary>
internal static class Read
{
    public static string? Text(this ComposeMapping node, string name) =>
        node[name] is ComposeScalar { Kind: not ScalarKind.Null } scalar ? ScalarText.Of(scalar) : null;

    public static bool Flag(this ComposeMapping node, string name) => node[name] is ComposeScalar { IsTrue: true };

    public static bool? OptionalFlag(this ComposeMapping node, string name) =>
        node[name] is ComposeScalar { Kind: ScalarKind.Boolean } scalar ? scalar.IsTrue : null;

    public static long? Number(this ComposeMapping node, string name) =>
        node[name] is ComposeScalar scalar && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static double? Fraction(this ComposeMapping node, string name) =>
        node[name] is ComposeScalar scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static TimeSpan? Time(this ComposeMapping node, string name) =>
        node[name] is ComposeScalar { Kind: ScalarKind.Text } scalar ? DurationText.ToTimeSpan(scalar.Text) : null;

    public static ComposeList<string> Texts(this ComposeMapping node, string name) => OptionalTexts(node, name) ?? ComposeList<string>.Empty;

    public static ComposeList<string>? OptionalTexts(this ComposeMapping node, string name)
    {
        if (node[name] is not ComposeSequence list)
        {
            return null;
        }

        return List(list, static item => item is ComposeScalar scalar ? ScalarText.Of(scalar) : null);
    }

    public static ComposeMap<string> TextMap(this ComposeMapping node, string name) =>
        node.Map(name, static entry => entry.Value is ComposeScalar scalar ? ScalarText.Of(scalar) : "");

    public static ComposeMap<string?> Variables(this ComposeMapping node, string name) =>
        node.Map(name, static entry => entry.Value is ComposeScalar { Kind: not ScalarKind.Null } scalar ? ScalarText.Of(scalar) : null);

    public static T? Object<T>(this ComposeMapping node, string name, Func<ComposeMapping, T> read)
        where T : class => node[name] is ComposeMapping mapping ? read(mapping) : null;

    public static ComposeList<T> Objects<T>(this ComposeMapping node, string name, Func<ComposeMapping, T> read)
        where T : class => node[name] is ComposeSequence list ? List(list, item => item is ComposeMapping mapping ? read(mapping) : null) : ComposeList<T>.Empty;

    /// <summary>Reads a mapping with free keys.</summary>
    public static ComposeMap<T> Map<T>(this ComposeMapping node, string name, Func<ComposeEntry, T> read)
    {
        if (node[name] is not ComposeMapping mapping || mapping.Entries.IsEmpty)
        {
            return ComposeMap<T>.Empty;
        }

        var entries = new KeyValuePair<string, T>[mapping.Entries.Length];
        var sorted = true;
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new(mapping.Entries[i].Key, read(mapping.Entries[i]));
            sorted &= i == 0 || string.CompareOrdinal(entries[i - 1].Key, entries[i].Key) < 0;
        }

        if (!sorted)
        {
            Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        }

        return new ComposeMap<T>(ImmutableCollectionsMarshal.AsImmutableArray(entries));
    }

    /// <summary>Reads the values of a mapping with free keys that are mappings themselves, or nothing.</summary>
    public static ComposeMap<T> ObjectMap<T>(this ComposeMapping node, string name, Func<string, ComposeMapping, T> read) =>
        node.Map(name, entry => read(entry.Key, entry.Value as ComposeMapping ?? new ComposeMapping([], entry.Value.Span)));

    private static ComposeList<T> List<T>(ComposeSequence list, Func<ComposeNode, T?> read)
        where T : class
    {
        if (list.Items.IsEmpty)
        {
            return ComposeList<T>.Empty;
        }

        var items = ImmutableArray.CreateBuilder<T>(list.Items.Length);
        foreach (var item in list.Items)
        {
            if (read(item) is { } value)
            {
                items.Add(value);
            }
        }

        return new ComposeList<T>(items.DrainToImmutable());
    }
}
