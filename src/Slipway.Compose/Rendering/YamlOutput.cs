using System.Globalization;
using System.Text;

namespace Slipway.Compose;

/// <summary>Writes a tree as block-style YAML with sorted keys; text that could be read as something else is quoted.</summary>
internal static class YamlOutput
{
    public static string Write(ComposeNode tree, bool doubleDollars)
    {
        var text = new StringBuilder();
        var writer = new Writer(text, doubleDollars);
        writer.Block(tree, 0);
        return text.ToString();
    }

    private sealed class Writer(StringBuilder text, bool doubleDollars)
    {
        public void Block(ComposeNode node, int indent)
        {
            switch (node)
            {
                case ComposeMapping mapping:
                    foreach (var entry in mapping.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
                    {
                        Indent(indent);
                        text.Append(Quote(entry.Key)).Append(':');
                        Value(entry.Value, indent + 2);
                    }

                    break;
                case ComposeSequence sequence:
                    foreach (var item in sequence.Items)
                    {
                        Indent(indent);
                        text.Append('-');
                        Item(item, indent + 2);
                    }

                    break;
            }
        }

        private void Value(ComposeNode node, int indent)
        {
            if (Inline(node) is { } inline)
            {
                text.Append(' ').Append(inline).Append('\n');
                return;
            }

            text.Append('\n');
            Block(node, indent);
        }

        /// <summary>A mapping in a list begins on the line of its dash.</summary>
        private void Item(ComposeNode node, int indent)
        {
            if (Inline(node) is { } inline)
            {
                text.Append(' ').Append(inline).Append('\n');
            }
            else
            {
                var start = text.Length;
                Block(node, indent);
                text.Remove(start, indent - 1);
            }
        }

        private string? Inline(ComposeNode node) => node switch
        {
            ComposeMapping { Entries.IsEmpty: true } => "{}",
            ComposeSequence { Items.IsEmpty: true } => "[]",
            ComposeScalar { Kind: ScalarKind.Null } => "null",
            ComposeScalar { Kind: ScalarKind.Text } scalar => Quote(scalar.Text),
            ComposeScalar { Kind: ScalarKind.Fraction } scalar => Float(scalar.Text),
            ComposeScalar scalar => scalar.Text,
            _ => null,
        };

        private void Indent(int indent) => text.Append(' ', indent);

        private static string Float(string number) => number switch
        {
            "+Inf" => ".inf",
            "-Inf" => "-.inf",
            "NaN" => ".nan",
            _ => number,
        };

        private string Quote(string value)
        {
            if (doubleDollars && value.Contains('$', StringComparison.Ordinal))
            {
                value = value.Replace("$", "$$", StringComparison.Ordinal);
            }

            return IsPlain(value) ? value : DoubleQuoted(value);
        }

        private static bool IsPlain(string value) =>
            value.Length > 0
            && (char.IsAsciiLetter(value[0]) || (value[0] is '/' or '_' or '.' or '$'))
            && !char.IsWhiteSpace(value[^1]) && value[^1] != ':'
            && value.All(c => c is >= ' ' and < '\u007f')
            && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal)
            && !IsWord11(value)
            && YamlScalars.Resolve(value, default).Kind == ScalarKind.Text;

        /// <summary>Words that older YAML readers take for booleans.</summary>
        private static bool IsWord11(string value) => value.Length <= 3 && (value.ToUpperInvariant() is "Y" or "N" or "YES" or "NO" or "ON" or "OFF");

        private static string DoubleQuoted(string value)
        {
            var result = new StringBuilder(value.Length + 2).Append('"');
            foreach (var c in value)
            {
                result.Append(c switch
                {
                    '"' => "\\\"",
                    '\\' => @"\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                    _ => c.ToString(),
                });
            }

            return result.Append('"').ToString();
        }
    }
}
