using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Compose;

/// <summary>Writes a tree as JSON.</summary>
internal static class JsonOutput
{
    /// <summary>Writes a project: attributes in the order of the reference, and sections sorted.</summary>
    public static string WriteProject(ComposeNode tree) => Write(tree, AttributeOrder.Table.Root, doubleDollars: true);

    /// <summary>Writes any tree, with sorted keys.</summary>
    public static string Write(ComposeNode tree) => Write(tree, null, doubleDollars: false);

    private static string Write(ComposeNode tree, PathTableNode<string[]>? order, bool doubleDollars)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 }))
        {
            Write(tree, order, json, doubleDollars);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(ComposeNode node, PathTableNode<string[]>? order, Utf8JsonWriter json, bool doubleDollars)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                json.WriteStartObject();
                foreach (var entry in AttributeOrder.Sort(mapping, order?.Rule, StringComparer.Ordinal))
                {
                    json.WritePropertyName(Escape(entry.Key, doubleDollars));
                    Write(entry.Value, order?.Key(entry.Key), json, doubleDollars);
                }

                json.WriteEndObject();
                break;
            case ComposeSequence sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(item, order?.Item, json, doubleDollars);
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
