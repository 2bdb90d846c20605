using System.Globalization;
using System.Text;

namespace Slipway.Compose;

/// <summary>Writes a tree as block-style YAML, character for character as the reference does.</summary>
internal static class YamlOutput
{
    private static readonly string[] Sections = ["name", "services", "networks", "volumes", "secrets", "configs", "models"];

    /// <summary>Writes a project: attributes in the order of the reference.</summary>
    public static string WriteProject(ComposeMapping tree)
    {
        var writer = new Writer(new StringBuilder(4096), doubleDollars: true);
        writer.Mapping(tree, Sections, AttributeOrder.Table.Root, 0);
        return writer.ToString();
    }

    /// <summary>Writes any tree, with sorted keys.</summary>
    public static string Write(ComposeNode tree)
    {
        var writer = new Writer(new StringBuilder(4096), doubleDollars: false);
        writer.Block(tree, null, 0);
        return writer.ToString();
    }

    private sealed class Writer(StringBuilder text, bool doubleDollars)
    {
        public override string ToString() => text.ToString();

        public void Mapping(ComposeMapping mapping, string[]? names, PathTableNode<string[]>? order, int indent)
        {
            foreach (var entry in AttributeOrder.Sort(mapping, names, NaturalOrder.Instance))
            {
                text.Append(' ', indent);
                YamlText.AppendKey(text, entry.Key, doubleDollars);
                text.Append(':');
                Value(entry.Value, order?.Key(entry.Key), indent + 2);
            }
        }

        public void Block(ComposeNode node, PathTableNode<string[]>? order, int indent)
        {
            switch (node)
            {
                case ComposeMapping mapping:
                    Mapping(mapping, order?.Rule, order, indent);
                    break;
                case ComposeSequence sequence:
                    foreach (var item in sequence.Items)
                    {
                        text.Append(' ', indent).Append('-');
                        Item(item, order?.Item, indent + 2);
                    }

                    break;
            }
        }

        private void Value(ComposeNode node, PathTableNode<string[]>? order, int indent)
        {
            if (!Inline(node, indent))
            {
                text.Append('\n');
                Block(node, order, indent);
            }
        }

        /// <summary>A mapping or list in a list begins on the line of its dash.</summary>
        private void Item(ComposeNode node, PathTableNode<string[]>? order, int indent)
        {
            if (!Inline(node, indent))
            {
                var start = text.Length;
                Block(node, order, indent);
                text.Remove(start, indent - 1);
            }
        }

        private bool Inline(ComposeNode node, int indent)
        {
            switch (node)
            {
                case ComposeMapping { Entries.IsEmpty: true }:
                    text.Append(" {}\n");
                    return true;
                case ComposeSequence { Items.IsEmpty: true }:
                    text.Append(" []\n");
                    return true;
                case ComposeScalar scalar:
                    text.Append(' ');
                    Scalar(scalar, indent);
                    text.Append('\n');
                    return true;
                default:
                    return false;
            }
        }

        private void Scalar(ComposeScalar scalar, int indent)
        {
            switch (scalar.Kind)
            {
                case ScalarKind.Null:
                    text.Append("null");
                    break;
                case ScalarKind.Text:
                    YamlText.AppendValue(text, scalar.Text, indent, doubleDollars);
                    break;
                case ScalarKind.Fraction:
                    text.Append(Fraction(scalar.Text));
                    break;
                default:
                    text.Append(scalar.Text);
                    break;
            }
        }

        private static string Fraction(string number) => number switch
        {
            "+Inf" => ".inf",
            "-Inf" => "-.inf",
            "NaN" => ".nan",
            _ => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? Numbers.ToText(value, Numbers.JsonExponent) : number,
        };
    }
}
