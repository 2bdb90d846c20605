using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Messaging;

/// <summary>Bodies on the wire: UTF-8 JSON in camel case. Fields that the reader does not know are ignored.</summary>
internal static class MessageBody
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static byte[] Encode(object message) => JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), Options);

    /// <exception cref="JsonException">The body is not a value of <paramref name="type"/>.</exception>
    public static object Decode(ReadOnlySpan<byte> body, Type type) =>
        JsonSerializer.Deserialize(body, type, Options) ?? throw new JsonException("The body is null.");
}
