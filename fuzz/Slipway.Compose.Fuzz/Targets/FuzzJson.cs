using System.Text.Json.Serialization;

namespace Slipway.Compose.Fuzz;

/// <summary>Writes text as JSON, which YAML reads.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class FuzzJson : JsonSerializerContext;
