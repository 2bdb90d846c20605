using System.Text.Json.Serialization;
using Slipway.Cli.Version;

namespace Slipway.Cli;

/// <summary>JSON that only the CLI prints, made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VersionView))]
internal sealed partial class CliJson : JsonSerializerContext;
