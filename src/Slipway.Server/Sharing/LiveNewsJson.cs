using System.Text.Json.Serialization;

namespace Slipway.Server.Sharing;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LiveNews))]
internal sealed partial class LiveNewsJson : JsonSerializerContext;
