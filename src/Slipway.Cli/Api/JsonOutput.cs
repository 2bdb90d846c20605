using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Cli.Api;

/// <summary>The <c>--json</c> output of verbs: the API's own objects, indented, or one a line where they come as a stream.</summary>
internal static class JsonOutput
{
    public static void Write<T>(TextWriter output, T value, JsonSerializerContext context) =>
        output.WriteLine(JsonSerializer.Serialize(value, Type<T>(context, indented: true)));

    public static string Line<T>(T value, JsonSerializerContext context) => JsonSerializer.Serialize(value, Type<T>(context, indented: false));

    private static JsonTypeInfo<T> Type<T>(JsonSerializerContext context, bool indented)
    {
        // The relaxed encoder leaves quotes and letters readable; this is a terminal or a file, not a web page.
        var options = new JsonSerializerOptions(context.Options)
        {
            WriteIndented = indented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = context,
        };
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }
}
