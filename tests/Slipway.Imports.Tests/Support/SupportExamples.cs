using System.Text.Json.Nodes;
using Slipway.Imports.Compose.Support;
using Slipway.Testing.Sources;

namespace Slipway.Imports.Tests.Support;

/// <summary>A project for every row of the catalogue that uses its attribute, with the value that needs trust or is told where only some are.</summary>
internal static partial class SupportExamples
{
    private static Dictionary<string, string> Service => OfService.Concat(OfBuild).ToDictionary(StringComparer.Ordinal);

    private const string Fixture =
        """
        {
          "services": { "web": { "image": "nginx:1" }, "db": { "image": "db:1", "volumes": ["data:/data"] } },
          "networks": { "back": {} },
          "volumes": { "data": {} },
          "configs": { "settings": { "content": "hello" } },
          "secrets": { "key": { "file": "key.txt" } }
        }
        """;

    /// <summary>The project that uses a row's attribute.</summary>
    public static JsonObject ProjectOf(SupportRow row)
    {
        var project = JsonNode.Parse(Fixture)!.AsObject();
        const string InService = "services.*.";
        var isOfService = row.Path.StartsWith(InService, StringComparison.Ordinal);
        var (place, example) = Service.TryGetValue(isOfService ? row.Path[InService.Length..] : string.Empty, out var body)
            ? (project["services"]!["web"]!.AsObject(), body)
            : (project, Project.GetValueOrDefault(row.Path));
        Assert.True(example is not null, $"{row.Path} has no example; give one in {nameof(SupportExamples)}");
        Merge(place, JsonNode.Parse(example)!.AsObject());
        if (place.ContainsKey("build"))
        {
            place.Remove("image");
        }

        return project;
    }

    /// <summary>The same project without the attribute.</summary>
    public static JsonObject Without(SupportRow row)
    {
        var project = ProjectOf(row);
        var steps = row.Path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.');
        JsonNode node = project;
        foreach (var (i, step) in steps.Index())
        {
            if (i == steps.Length - 1)
            {
                Remove(node, step);
                break;
            }

            node = Child(node, step, i == 1) ?? throw new InvalidOperationException($"The example of {row.Path} has no {step}: {project.ToJsonString()}");
        }

        return project;
    }

    /// <summary>A repository with the project and the files that examples name.</summary>
    public static FakeSourceTree Tree(JsonObject project) => new FakeSourceTree()
        .With("compose.yaml", project.ToJsonString())
        .With("key.txt", "secret").With("more.txt", "more").With("app.env", "FROM_FILE='1'\n").With("app.labels", "from.file=1\n").With(".env", "KEY=value\n")
        .With("app/Dockerfile", "FROM scratch").With("app/Other", "FROM scratch").With("conf/app.conf", "a=1")
        .With("base.yaml", "services:\n  base:\n    image: base:2\n    environment: {FROM: base}\n  web:\n    image: base:3\n")
        .With("more.yaml", "services:\n  more:\n    image: more:1\n");

    private static JsonNode? Child(JsonNode node, string step, bool isElement) => step switch
    {
        "[]" => node.AsArray()[0],
        "*" when isElement => node.AsObject().FirstOrDefault(p => p.Key is "web" or "mine").Value ?? node.AsObject().First().Value,
        "*" => node.AsObject().First().Value,
        _ => node[step],
    };

    private static void Remove(JsonNode node, string step)
    {
        if (node is JsonArray array)
        {
            array.RemoveAt(0);
            return;
        }

        var map = node.AsObject();
        var key = step == "*" ? map.First().Key : step;
        Assert.True(map.Remove(key), $"The example has no {step}.");
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (key, value) in from)
        {
            if (into[key] is JsonObject existing && value is JsonObject more)
            {
                Merge(existing, more);
            }
            else
            {
                into[key] = value?.DeepClone();
            }
        }
    }
}
