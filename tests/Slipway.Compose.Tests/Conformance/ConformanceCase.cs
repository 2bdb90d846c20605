using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.Compose.Tests;

/// <summary>One recorded case: files, how they are loaded, and what the reference made of them.</summary>
internal sealed class ConformanceCase
{
    /// <summary>Where the files of every case stand while it runs; the recorded outputs carry <c>&lt;DIR&gt;</c> and <c>&lt;PARENT&gt;</c> instead.</summary>
    private const string Parent = "/conformance/root";
    private const string Home = "/home/user";
    private const string Case = Parent + "/case";
    private static readonly string Root = Path.Combine(GoldenFiles.Repository, "tests", "Slipway.Compose.Tests", "Conformance");

    private readonly string _directory;
    private readonly JsonNode _settings;

    public ConformanceCase(string name)
    {
        _directory = Path.Combine(Root, name);
        _settings = JsonNode.Parse(File.ReadAllText(Path.Combine(_directory, "case.json")))!;
        var expected = Path.Combine(_directory, "expected.json");
        Expected = File.Exists(expected) ? JsonNode.Parse(File.ReadAllText(expected)) : null;
    }

    /// <summary>Gets the names of all cases: <c>cases/AREA/CASE</c> are given, <c>own/AREA/CASE</c> we recorded for rules that those leave out.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Root, "case.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>Gets the document that the reference prints; null when it refuses the files.</summary>
    public JsonNode? Expected { get; }

    public LoadResult Load()
    {
        var files = new MemoryFiles();
        foreach (var file in Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(_directory, file).Replace('\\', '/');
            if (name is not ("case.json" or "expected.json" or "expected.error"))
            {
                files.Add($"{Case}/{name}", File.ReadAllBytes(file));
            }
        }

        var environment = new Dictionary<string, string> { ["HOME"] = Home, ["PATH"] = "/usr/bin:/bin" };
        foreach (var (name, value) in _settings["env"]?.AsObject() ?? [])
        {
            environment[name] = value!.ToString();
        }

        var options = new ComposeLoadOptions
        {
            WorkingDirectory = Case,
            Files = Texts("files"),
            Profiles = Texts("profiles"),
            ProjectName = (string?)_settings["projectName"],
            Environment = environment,
        };
        return ComposeLoader.Load(options, files);
    }

    /// <summary>The printed document with the places of the case taken out, as it is recorded.</summary>
    public static JsonNode WithoutPlaces(string json)
    {
        // Texts only: a place inside of a text is a place there too, as it is for the recorded outputs.
        static string Replace(string text) => text.Replace(Case, "<DIR>", StringComparison.Ordinal).Replace(Parent, "<PARENT>", StringComparison.Ordinal);

        static JsonNode? Visit(JsonNode? node) => node switch
        {
            JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(Replace(p.Key), Visit(p.Value)))),
            JsonArray a => new JsonArray([.. a.Select(Visit)]),
            JsonValue v when v.GetValueKind() == System.Text.Json.JsonValueKind.String => JsonValue.Create(Replace((string)v!)),
            _ => node?.DeepClone(),
        };

        return Visit(JsonNode.Parse(json))!;
    }

    private ImmutableArray<string> Texts(string name) => [.. _settings[name]?.AsArray().Select(item => (string)item!) ?? []];
}
