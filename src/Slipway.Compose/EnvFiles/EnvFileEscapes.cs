using System.Text;

namespace Slipway.Compose;

/// <summary>The backslash sequences of double-quoted values. A sequence that means nothing stays as it is written.</summary>
internal static class EnvFileEscapes
{
    public static string Expand(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            switch (text[i])
            {
                case 'a':
                    result.Append('\a');
                    break;
                case 'b':
                    result.Append('\b');
                    break;
                case 'f':
                    result.Append('\f');
                    break;
                case 'n':
                    result.Append('\n');
                    break;
                case 'r':
                    result.Append('\r');
                    break;
                case 't':
                    result.Append('\t');
                    break;
                case 'v':
                    result.Append('\v');
                    break;
                case '\\':
                    result.Append('\\');
                    break;
                case '$':
                    // The template turns the doubled sign into a plain one.
                    result.Append("$$");
                    break;
                case '0':
                    i = AppendOctal(text, i, result);
                    break;
                default:
                    result.Append('\\').Append(text[i]);
                    break;
            }
        }

        return result.ToString();
    }

    private static int AppendOctal(string text, int zero, StringBuilder result)
    {
        var end = zero + 1;
        var value = 0;
        while (end < text.Length && end < zero + 4 && text[end] is >= '0' and <= '7')
        {
            value = (value * 8) + (text[end] - '0');
            end++;
        }

        if (end == zero + 1)
        {
            result.Append("\\0");
        }
        else
        {
            result.Append((char)value);
        }

        return end - 1;
    }
}
