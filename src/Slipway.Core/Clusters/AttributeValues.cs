using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Configurations;
using Slipway.Core.Hashing;
using Slipway.Core.Sources;

namespace Slipway.Core.Clusters;

/// <summary>
/// Takes what is configured apart into small comparable texts. By its JSON, so that an attribute that is added later is compared without anybody
/// remembering to; only what people would not understand as JSON has a notation of its own.
/// </summary>
internal static class AttributeValues
{
    private static readonly string[] NotCompared = ["name", "key", "origins"];

    private static readonly JsonObject DefaultConfiguration =
        ToJson(new RunnableConfiguration { Name = string.Empty, Image = new RegistryImage(string.Empty) });

    private static readonly JsonObject DefaultNetwork = ToJson(new NetworkDefinition { Key = string.Empty, Name = string.Empty });

    private static readonly JsonObject DefaultVolume = ToJson(new VolumeDefinition { Key = string.Empty, Name = string.Empty });

    public static SortedDictionary<AttributeKey, AttributeValue> Of(RunnableConfiguration configuration)
    {
        var values = new SortedDictionary<AttributeKey, AttributeValue>();
        foreach (var (attribute, node) in ToJson(configuration).Where(p => !NotCompared.Contains(p.Key)))
        {
            switch (attribute)
            {
                case "image":
                    AddImage(values, configuration.Image);
                    break;
                case "mounts":
                    configuration.Mounts.ToList().ForEach(mount => AddMount(values, mount));
                    break;
                case "ports":
                    configuration.Ports.ToList().ForEach(port => Add(values, attribute, Describe(port), AttributeValue.Mark));
                    break;
                case "networks":
                    AddByKey(values, attribute, node!.AsArray(), "network");
                    break;
                case "postStart":
                    AddCommands(values, attribute, configuration.PostStart);
                    break;
                case "preStop":
                    AddCommands(values, attribute, configuration.PreStop);
                    break;
                case "dependsOn":
                    AddByKey(values, attribute, node!.AsArray(), "name");
                    break;
                default:
                    Flatten(values, attribute, string.Empty, node, DefaultConfiguration[attribute]);
                    break;
            }
        }

        return values;
    }

    public static SortedDictionary<AttributeKey, AttributeValue> Of(NetworkDefinition network) => OfDefinition(ToJson(network), DefaultNetwork);

    public static SortedDictionary<AttributeKey, AttributeValue> Of(VolumeDefinition volume) => OfDefinition(ToJson(volume), DefaultVolume);

    private static SortedDictionary<AttributeKey, AttributeValue> OfDefinition(JsonObject definition, JsonObject defaults)
    {
        var values = new SortedDictionary<AttributeKey, AttributeValue>();
        foreach (var (attribute, node) in definition.Where(p => p.Key != "key"))
        {
            Flatten(values, attribute, string.Empty, node, defaults[attribute]);
        }

        return values;
    }

    private static void AddImage(SortedDictionary<AttributeKey, AttributeValue> values, ImageSource image)
    {
        if (image is not BuiltImage built)
        {
            Flatten(values, "image", string.Empty, ToJson(image)["reference"], null);
            Flatten(values, "image", "pull", ToJson(image)["pull"], JsonValue.Create("missing"));
            return;
        }

        Add(values, "image", $"build context {PlaceOf(built.Source, built.ContextPath)}", new AttributeValue(built.ContextTree, IsContent: true));
        if (built.DockerfileBlob is { } blob)
        {
            Add(values, "image", $"Dockerfile {built.Dockerfile}", new AttributeValue(blob, IsContent: true));
        }

        if (built.DockerfileInline is { } text)
        {
            Add(values, "image", "inline Dockerfile", new AttributeValue(text, IsHidden: true));
        }

        foreach (var secret in built.Secrets ?? [])
        {
            Add(values, "image", $"build secret {secret.Id}", new AttributeValue(secret.ContentBase64, IsHidden: true));
        }

        foreach (var context in built.Contexts ?? [])
        {
            var place = context.Path is { } path ? PlaceOf(context.Source, path) : context.Instance ?? context.Reference ?? string.Empty;
            Add(values, "image", $"further context {context.Name}", new AttributeValue(place));
            if (context.Tree is { } tree)
            {
                Add(values, "image", $"further context {context.Name} ({place})", new AttributeValue(tree, IsContent: true));
            }
        }

        var rest = ToJson(built);
        foreach (var (name, node) in rest.Where(p => p.Key is not ("source" or "contextPath" or "contextTree" or "dockerfileBlob" or "dockerfileInline" or "secrets" or "contexts")))
        {
            Flatten(values, "image", name, node, name == "dockerfile" ? JsonValue.Create("Dockerfile") : null);
        }
    }

    private static string PlaceOf(BuildSource? source, string directory)
    {
        var path = directory.Length == 0 ? "." : directory;
        return source is null ? path : $"{RepositoryText.ForPeople(source.Repository)}#{source.Ref}:{path}";
    }

    private static void AddMount(SortedDictionary<AttributeKey, AttributeValue> values, Mount mount)
    {
        Add(values, "mounts", mount.Target, Describe(mount));
        if (mount is RepositoryMount repository)
        {
            Add(values, "mounts", $"{mount.Target} (repository path {repository.Path})", new AttributeValue(repository.ContentId, IsContent: true));
        }
    }

    /// <summary>Each variable of a command by itself, so that secrets among them are hidden.</summary>
    private static void AddCommands(SortedDictionary<AttributeKey, AttributeValue> values, string attribute, ImmutableArray<ContainerCommand> commands)
    {
        foreach (var (number, command) in commands.Index())
        {
            foreach (var (property, node) in ToJson(command))
            {
                Flatten(values, attribute, string.Create(CultureInfo.InvariantCulture, $"{number + 1}.{property}"), node, JsonValue.Create(false));
            }
        }
    }

    private static AttributeValue Describe(Mount mount) => mount switch
    {
        FileMount file => new AttributeValue(Raw(file), IsHidden: true),
        RepositoryMount repository => new AttributeValue(
            $"repository path {repository.Path}{Suffix(repository)}{(repository.Options is { } options ? " " + options : null)}"),
        VolumeMount volume => new AttributeValue($"volume {volume.Volume}{Suffix(volume)}{(volume.Subpath is { } path ? " at " + path : null)}{(volume.NoCopy ? " (nocopy)" : null)}"),
        AnonymousVolumeMount { Labels: null, NoCopy: null } => new AttributeValue($"anonymous volume{Suffix(mount)}"),
        TmpfsMount { Options: { } text } => new AttributeValue($"memory{(text.Length == 0 ? null : " " + text)}"),
        ImageMount image => new AttributeValue($"image {image.Reference}{(image.Subpath is { } path ? " at " + path : null)}"),
        HostMount host => new AttributeValue($"{host.Source}{Suffix(host)}{(host.Options is { } options ? " " + options : null)}{(host.CreateSource ? " (created)" : null)}"),
        _ => new AttributeValue(Raw(mount)),
    };

    private static string Suffix(Mount mount) => mount.ReadOnly ? " (read-only)" : string.Empty;

    private static string Describe(PortMapping port) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(port.HostAddress is { } address ? address + ":" : null)}{(port.Published is { } published ? published + ":" : null)}{port.Target}/{port.Protocol}");

    private static void AddByKey(SortedDictionary<AttributeKey, AttributeValue> values, string attribute, JsonArray items, string key)
    {
        foreach (var item in items.OfType<JsonObject>())
        {
            var name = (string)item[key]!;
            Add(values, attribute, name, AttributeValue.Mark);
            foreach (var (property, node) in item.Where(p => p.Key != key))
            {
                Flatten(values, attribute, $"{name}.{property}", node, null);
            }
        }
    }

    private static void Flatten(SortedDictionary<AttributeKey, AttributeValue> values, string attribute, string item, JsonNode? node, JsonNode? ignored)
    {
        if (node is null || JsonNode.DeepEquals(node, ignored))
        {
            return;
        }

        if (node is JsonObject parts)
        {
            foreach (var (name, part) in parts)
            {
                Flatten(values, attribute, item.Length == 0 ? name : $"{item}.{name}", part, (ignored as JsonObject)?[name]);
            }

            return;
        }

        var text = node switch
        {
            JsonArray array when array.All(n => n is JsonValue) => string.Join(' ', array.Select(n => n!.ToString())),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.ToString(),
            _ => node.ToJsonString(ContentHash.Json),
        };
        Add(values, attribute, item, new AttributeValue(text, IsHidden: Secrets.IsLikely(item, text)));
    }

    // Compared twice under one key, such as two equal ports, they count as one.
    private static void Add(SortedDictionary<AttributeKey, AttributeValue> values, string attribute, string item, AttributeValue value)
    {
        var key = new AttributeKey(attribute, item);
        values[key] = values.TryGetValue(key, out var earlier) ? value with { Text = $"{earlier.Text} {value.Text}" } : value;
    }

    private static JsonObject ToJson<TValue>(TValue value) => (JsonObject)JsonSerializer.SerializeToNode(value, ContentHash.Json)!;

    private static string Raw<TValue>(TValue value) => JsonSerializer.Serialize(value, ContentHash.Json);
}
