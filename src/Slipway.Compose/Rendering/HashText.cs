using System.Globalization;
using System.Text;

namespace Slipway.Compose;

/// <summary>A service as the JSON text that the reference hashes: no blanks, attributes in its order, free keys sorted.</summary>
internal static class HashText
{
    public static string Of(ComposeMapping service)
    {
        var text = new StringBuilder(1024);
        Append(service, AttributeOrder.Table.Root.Key("services")?.Key("*"), text);
        return text.ToString();
    }

    private static void Append(ComposeNode node, PathTableNode<string[]>? order, StringBuilder text)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                text.Append('{');
                var first = true;
                foreach (var entry in AttributeOrder.Sort(mapping, order?.Rule, StringComparer.Ordinal))
                {
                    text.Append(first ? "" : ",");
                    first = false;
                    AppendText(entry.Key, text);
                    text.Append(':');
                    Append(entry.Value, order?.Key(entry.Key), text);
                }

                text.Append('}');
                break;
            case ComposeSequence sequence:
                text.Append('[');
                for (var i = 0; i < sequence.Items.Length; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Append(sequence.Items[i], order?.Item, text);
                }

                text.Append(']');
                break;
            case ComposeScalar scalar:
                AppendScalar(scalar, text);
                break;
        }
    }

    private static void AppendScalar(ComposeScalar scalar, StringBuilder text)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                text.Append("null");
                break;
            case ScalarKind.Boolean or ScalarKind.Whole:
                text.Append(scalar.Text);
                break;
            case ScalarKind.Fraction when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                text.Append(Numbers.ToText(number, Numbers.JsonExponent));
                break;
            default:
                AppendText(scalar.Text, text);
                break;
        }
    }

    private static void AppendText(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
