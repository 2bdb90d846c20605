using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Compose;

/// <summary>Writes a tree as JSON with sorted keys.</summary>
internal static class JsonOutput
{
    public static string Write(ComposeNode tree, bool doubleDollars)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 }))
        {
            Write(tree, json, doubleDollars);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(ComposeNode node, Utf8JsonWriter json, bool doubleDollars)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                json.WriteStartObject();
                foreach (var entry in mapping.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(Escape(entry.Key, doubleDollars));
                    Write(entry.Value, json, doubleDollars);
                }

                json.WriteEndObject();
                break;
            case ComposeSequence sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(item, json, doubleDollars);
                }

                json.WriteEndArray();
                break;
            case ComposeScalar scalar:
                WriteScalar(scalar, json, doubleDollars);
                break;
        }
    }

    private static void WriteScalar(ComposeScalar scalar, Utf8JsonWriter json, bool doubleDollars)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                json.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                json.WriteBooleanValue(scalar.IsTrue);
                break;
            case ScalarKind.Whole:
                json.WriteRawValue(scalar.Text);
                break;
            case ScalarKind.Fraction when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                json.WriteRawValue(Numbers.ToText(number, Numbers.JsonExponent));
                break;
            default:
                json.WriteStringValue(Escape(scalar.Text, doubleDollars));
                break;
        }
    }

    private static string Escape(string text, bool doubleDollars) =>
        doubleDollars && text.Contains('$', StringComparison.Ordinal) ? text.Replace("$", "$$", StringComparison.Ordinal) : text;
}
