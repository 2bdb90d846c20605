using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.Scenarios.Harness;

/// <summary>A container as the engine describes it.</summary>
public sealed record EngineContainer(JsonNode Inspection)
{
    public string Id => Text("Id");

    public string Name => Text("Name").TrimStart('/');

    public string Service => Text("Config/Labels/com.docker.compose.service");

    public string ImageId => Text("Image");

    public string Status => Text("State/Status");

    public string Health => At("State/Health/Status")?.GetValue<string>() ?? string.Empty;

    public int ExitCode => At("State/ExitCode")!.GetValue<int>();

    public DateTimeOffset StartedAt => DateTimeOffset.Parse(Text("State/StartedAt"), CultureInfo.InvariantCulture);

    public DateTimeOffset FinishedAt => DateTimeOffset.Parse(Text("State/FinishedAt"), CultureInfo.InvariantCulture);

    /// <summary>Gets what tells that nobody has touched it.</summary>
    public string Identity => $"{Service} {Id} {Text("State/StartedAt")}";

    /// <summary>Gets the environment variables that it was created with.</summary>
    public string[] Environment => [.. At("Config/Env")!.AsArray().Select(v => v!.GetValue<string>())];

    public override string ToString() => $"{Name} {Id[..12]} {Status} {Health} exit {ExitCode}";

    private string Text(string path) => At(path)!.GetValue<string>();

    private JsonNode? At(string path) => path.Split('/').Aggregate((JsonNode?)Inspection, (node, name) => node?[name]);
}
