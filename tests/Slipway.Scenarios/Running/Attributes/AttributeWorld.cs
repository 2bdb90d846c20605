using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Slipway.Scenarios.Running.Attributes;

/// <summary>An environment that runs, as its engine shows it.</summary>
internal sealed class AttributeWorld(EngineApi engine, string name, string said, ImmutableArray<EngineContainer> containers, CancellationToken cancellationToken)
{
    public string Name { get; } = name;

    /// <summary>Gets all that the deployment said.</summary>
    public string Said { get; } = said;

    public ImmutableArray<EngineContainer> Containers(string service) => [.. containers.Where(c => c.Service == service)];

    public async Task<JsonNode?> InspectAsync(string what)
    {
        var (kind, subject) = what.Split(':', 2) is [var k, var s] ? (k, s.Replace("NAME", Name, StringComparison.Ordinal)) : ("container", what);
        return kind switch
        {
            "network" => await engine.InspectAsync($"networks/{subject}", cancellationToken),
            "volume" => await engine.InspectAsync($"volumes/{subject}", cancellationToken),
            "image" => await engine.InspectAsync($"images/{subject}/json", cancellationToken),
            _ => Containers(subject).FirstOrDefault()?.Inspection,
        };
    }

    public async Task<string> RunAsync(string service, string command)
    {
        if (Containers(service).FirstOrDefault() is not { } container)
        {
            return $"(there is no container of {service})";
        }

        var run = await EngineApi.DockerAsync(cancellationToken, "exec", "-u", "0", container.Id, "sh", "-c", command);
        return (run.Out + run.Error).Trim().Replace('\n', ' ');
    }

    /// <summary>Checks rows; returns what is wrong.</summary>
    public async Task<string[]> CheckAsync(IEnumerable<AttributeRow> rows)
    {
        var wrong = new List<string>();
        foreach (var row in rows)
        {
            if (await row.CheckAsync(this) is { } problem)
            {
                wrong.Add(problem);
            }
        }

        return [.. wrong];
    }
}
