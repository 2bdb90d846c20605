using System.Globalization;

namespace Slipway.Imports.Compose.Support;

/// <summary>The rows as a tree of attributes, so that a place in a project finds its row.</summary>
internal sealed class SupportNode
{
    private const string AnyName = "*";
    private const string AnyItem = "[]";

    private readonly Dictionary<string, SupportNode> _children = new(StringComparer.Ordinal);

    public SupportRow? Row { get; private set; }

    /// <summary>Gets whether there are attributes below it.</summary>
    public bool HasAttributes => _children.Count > 0;

    public static SupportNode Of(IEnumerable<SupportRow> rows)
    {
        var root = new SupportNode();
        foreach (var row in rows)
        {
            var node = root;
            foreach (var step in row.Path.Replace(AnyItem, "." + AnyItem, StringComparison.Ordinal).Split('.'))
            {
                if (!node._children.TryGetValue(step, out var child))
                {
                    node._children.Add(step, child = new SupportNode());
                }

                node = child;
            }

            node.Row = node.Row is null ? row : throw new InvalidOperationException($"{row.Path} has two rows.");
        }

        return root;
    }

    /// <summary>The node of a key; null where the specification has none.</summary>
    public SupportNode? OfKey(string key) => _children.GetValueOrDefault(key) ?? _children.GetValueOrDefault(AnyName);

    /// <summary>The node of the items of a list.</summary>
    public SupportNode? OfItems() => _children.GetValueOrDefault(AnyItem);

    /// <summary>The node of a place, as <c>services web ports 0</c>.</summary>
    public SupportNode? Find(ReadOnlySpan<string> place)
    {
        var node = this;
        foreach (var step in place)
        {
            node = node.OfItems() is { } items && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? items : node.OfKey(step);
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }
}
