using System.Text;

namespace Slipway.Compose;

/// <summary>A node as one line of text, the same for equal values; used to compare.</summary>
internal static class NodeText
{
    public static string Of(ComposeNode node)
    {
        if (node is ComposeScalar scalar)
        {
            return Scalar(scalar);
        }

        var text = new StringBuilder();
        Append(node, text);
        return text.ToString();
    }

    private static string Scalar(ComposeScalar scalar) => scalar.Kind switch
    {
        ScalarKind.Text => "s" + scalar.Text,
        ScalarKind.Whole or ScalarKind.Fraction => "n" + scalar.Text,
        ScalarKind.Null => "0",
        ScalarKind.Boolean => "b" + scalar.Text,
        _ => "t" + scalar.Text,
    };

    private static void Append(ComposeNode node, StringBuilder text)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                text.Append('{');
                foreach (var entry in mapping.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
                {
                    text.Append(entry.Key.Length).Append(':').Append(entry.Key).Append('=');
                    Append(entry.Value, text);
                }

                text.Append('}');
                break;
            case ComposeSequence sequence:
                text.Append('[');
                foreach (var item in sequence.Items)
                {
                    Append(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case ComposeScalar scalar:
                var value = Scalar(scalar);
                text.Append(value.Length).Append(':').Append(value);
                break;
        }
    }
}
