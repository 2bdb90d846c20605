using System.Text.Json.Nodes;

namespace Slipway.Compose.Tests;

public sealed class GoldenTests
{
    public static TheoryData<string> Cases => [.. GoldenFiles.Cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_GoldenCase_ComesToWhatIsRecorded(string name)
    {
        var result = Load(name);

        var (file, text) = result.Project is { } project
            ? ("expected.json", ComposeRenderer.ToJson(project))
            : ("expected.diagnostics", string.Concat(result.Diagnostics.Select(d => d + "\n")));
        if (GoldenFiles.Update)
        {
            File.WriteAllText(Path.Combine(GoldenFiles.Source(name), file), text);
            return;
        }

        var expected = File.ReadAllText(Path.Combine(GoldenFiles.Root, name, file));
        if (file.EndsWith(".json", StringComparison.Ordinal))
        {
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(text)), text);
        }
        else
        {
            Assert.Equal(expected, text);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_RenderedProject_IsTheSameProject(string name)
    {
        // What an optional dependency on a disabled service refers to is not printed.
        if (Load(name).Project is not { DisabledServices.IsEmpty: true } project)
        {
            return;
        }

        var options = new ComposeLoadOptions { WorkingDirectory = "/project", Profiles = ["*"] };
        var fromYaml = ComposeLoader.Load(options, new MemoryFiles { ["/project/compose.yaml"] = ComposeRenderer.ToYaml(project) });
        var fromJson = ComposeLoader.Load(options, new MemoryFiles { ["/project/compose.yaml"] = ComposeRenderer.ToJson(project) });

        Assert.Equal(project, fromYaml.GetProjectOrThrow());
        if (!project.Services.Values.Any(s => s.Blkio is not null))
        {
            // The JSON of the reference has capital keys in block I/O entries, which no loader takes back.
            Assert.Equal(project, fromJson.GetProjectOrThrow());
        }
    }

    private static LoadResult Load(string name)
    {
        var files = new MemoryFiles();
        var directory = Path.Combine(GoldenFiles.Root, name);
        foreach (var file in Directory.GetFiles(directory, "*", SearchOption.AllDirectories))
        {
            files.Add("/project/" + Path.GetRelativePath(directory, file).Replace('\\', '/'), File.ReadAllBytes(file));
        }

        var profiles = Path.Combine(directory, "profiles");
        return ComposeLoader.Load(
            Compose.Options with { Profiles = File.Exists(profiles) ? [.. File.ReadAllLines(profiles)] : [] },
            files);
    }
}
