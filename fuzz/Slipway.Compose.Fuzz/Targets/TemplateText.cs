using System.Text;
using System.Text.Json;

namespace Slipway.Compose.Fuzz;

/// <summary>A text with variables, where text, a number and a list are wanted.</summary>
internal sealed class TemplateText : IFuzzTarget
{
    public string Name => "template";

    public void Run(byte[] input)
    {
        var text = JsonSerializer.Serialize(Encoding.UTF8.GetString(input), FuzzJson.Default.String);
        Loads.Load(new FuzzFiles { ["compose.yaml"] = Encoding.UTF8.GetBytes($"services: {{web: {{image: x, user: {text}, scale: {text}, command: {text}, ports: [{text}], volumes: [{text}]}}}}") });
        Loads.Load(new FuzzFiles { ["compose.yaml"] = Encoding.UTF8.GetBytes($"services: {{web: {{image: x, user: {text}, labels: [{text}]}}}}") });
    }
}
