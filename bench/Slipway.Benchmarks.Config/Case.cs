using System.Text.Json;

namespace Slipway.Benchmarks.Config;

/// <summary>A conformance case: a folder with a <c>case.json</c> that says how the tool is called there.</summary>
internal sealed record Case(string Directory, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    public static List<Case> All(string folder) =>
    [
        .. System.IO.Directory.EnumerateFiles(folder, "case.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read),
    ];

    private static Case Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = document.RootElement;
        var arguments = new List<string>();
        if (root.TryGetProperty("projectName", out var name) && name.GetString() is { Length: > 0 } given)
        {
            arguments.AddRange(["-p", given]);
        }

        foreach (var path in Texts(root, "files"))
        {
            arguments.AddRange(["-f", path]);
        }

        foreach (var profile in Texts(root, "profiles"))
        {
            arguments.AddRange(["--profile", profile]);
        }

        var environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["HOME"] = "/home/user" };
        if (root.TryGetProperty("env", out var variables) && variables.ValueKind == JsonValueKind.Object)
        {
            foreach (var variable in variables.EnumerateObject())
            {
                environment[variable.Name] = variable.Value.ToString();
            }
        }

        return new Case(Path.GetDirectoryName(file)!, arguments, environment);
    }

    private static IEnumerable<string> Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => item.GetString()!) : [];
}
