using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slipway.Core.Configurations;

namespace Slipway.Core.Hashing;

/// <summary>
/// Hashes of what was resolved. All inputs of container, network and build hashes are chosen here and nowhere else: a golden test pins
/// them, because another hash replaces users' containers.
/// </summary>
public static class ContentHash
{
    /// <summary>The repository of all images that are built here; the tag says from what.</summary>
    public const string BuiltRepository = "slipway/build";

    /// <summary>Gets how configurations are written to JSON wherever they are stored or hashed.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    // Changes that do not concern the container itself: order, number and places in files.
    private static readonly ImmutableHashSet<string> NotHashed =
        ["name", "dependsOn", "replicas", "origins", "image", "containerName", "networks", "watches"];

    private static readonly JsonObject Defaults =
        (JsonObject)JsonSerializer.SerializeToNode(new RunnableConfiguration { Name = string.Empty, Image = new RegistryImage(string.Empty) }, Json)!;

    /// <summary>The content-addressed tag of an image: the same tree, Dockerfile, arguments, target and platform give the same tag.</summary>
    public static string BuildTag(BuiltImage image)
    {
        // The place of the context, and the repositories and commits that contexts come from, are no part of its content; further tags are names of the result; and
        // a cache only saves time.
        var contexts = image.Contexts is { } further ? further.Select(c => c with { Source = null }).ToImmutableArray() : image.Contexts;
        var content = image with { Source = null, ContextPath = string.Empty, Contexts = contexts, Tags = [], CacheFrom = null };
        return $"{BuiltRepository}:{Hex(JsonSerializer.Serialize(content, Json), 24)}";
    }

    /// <summary>The hash of a network's definition.</summary>
    public static string Of(NetworkDefinition network) => Hex(JsonSerializer.Serialize(network, Json), 24);

    /// <summary>The hash of a volume's definition.</summary>
    public static string Of(VolumeDefinition volume) => Hex(JsonSerializer.Serialize(volume, Json), 24);

    /// <summary>The hash of a whole set, by which two revisions are compared.</summary>
    public static string Of(ConfigurationSet set)
    {
        // Lines may move without anything changing.
        var content = set with
        {
            Configurations = [.. set.Configurations.Select(c => c with { Origins = ImmutableSortedDictionary<string, Diagnostics.SourceLocation>.Empty })],
        };
        return Hex(JsonSerializer.Serialize(content, Json), 64);
    }

    /// <summary>A short hash for each attribute that was set, by its name.</summary>
    /// <param name="configuration">What runs.</param>
    /// <param name="image">The image that it resolved to.</param>
    /// <param name="networks">The networks that it resolved to: name on the engine, hash of the definition, attachment.</param>
    /// <param name="volumeNames">The volumes that it resolved to.</param>
    public static ImmutableSortedDictionary<string, string> Attributes(
        RunnableConfiguration configuration,
        string image,
        IEnumerable<(string Name, string Hash, NetworkAttachment Attachment)> networks,
        ImmutableSortedDictionary<string, string> volumeNames)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var json = (JsonObject)JsonSerializer.SerializeToNode(configuration, Json)!;
        foreach (var (name, value) in json)
        {
            if (NotHashed.Contains(name) || JsonNode.DeepEquals(value, Defaults[name]))
            {
                continue;
            }

            attributes[name] = Hex(value?.ToJsonString(Json) ?? "null", 8);
        }

        attributes["image"] = Hex(image, 8);
        var joined = string.Concat(networks.Select(n => $"{n.Name}\n{n.Hash}\n{JsonSerializer.Serialize(n.Attachment, Json)}\n"));
        if (joined.Length > 0)
        {
            attributes["networks"] = Hex(joined, 8);
        }

        if (!volumeNames.IsEmpty)
        {
            attributes["volumes"] = Hex(JsonSerializer.Serialize(volumeNames, Json), 8);
        }

        return attributes.ToImmutable();
    }

    /// <summary>One hash over all attributes.</summary>
    public static string OfAttributes(ImmutableSortedDictionary<string, string> attributes) =>
        Hex(string.Concat(attributes.Select(a => $"{a.Key}={a.Value}\n")), 32);

    private static string Hex(string text, int length) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..length];
}
