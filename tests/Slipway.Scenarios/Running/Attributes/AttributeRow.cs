using System.Text.Json.Nodes;

namespace Slipway.Scenarios.Running.Attributes;

/// <summary>What shows on the engine that an attribute is done.</summary>
/// <param name="Attributes">The attributes of the support table, separated by spaces.</param>
/// <param name="Where">A service, or <c>network:KEY</c>, <c>volume:NAME</c>, <c>image:REFERENCE</c>.</param>
/// <param name="Look">A place in the inspection, its steps separated by <c>|</c>; or <c>$ COMMAND</c> to run inside; or <c>count</c> of containers.</param>
/// <param name="Expected">The JSON there, or the text that the command prints. <c>NAME</c> stands for the environment.</param>
internal sealed record AttributeRow(string Attributes, string Where, string Look, string Expected)
{
    /// <summary>Gets what the deployment says instead, where the engine or its kernel cannot do it.</summary>
    public string? Told { get; init; }

    /// <summary>What is wrong; null where it is as expected.</summary>
    public async Task<string?> CheckAsync(AttributeWorld world)
    {
        var expected = Expected.Replace("NAME", world.Name, StringComparison.Ordinal);
        var look = Look.Replace("NAME", world.Name, StringComparison.Ordinal);
        var (actual, isRight) = look switch
        {
            "count" => Compare(world.Containers(Where).Length.ToString(System.Globalization.CultureInfo.InvariantCulture), expected),
            ['$', ..] => Compare(await world.RunAsync(Where, look[2..]), expected),
            _ => Compare(Pick(await world.InspectAsync(Where), look), expected),
        };
        return isRight || (Told is not null && world.Said.Contains(Told.Replace("NAME", world.Name, StringComparison.Ordinal), StringComparison.Ordinal))
            ? null
            : $"{Attributes}: {Where} {look}: expected {expected}, was {actual}";
    }

    private static (string Actual, bool IsRight) Compare(string actual, string expected) => (actual, actual == expected);

    private static (string Actual, bool IsRight) Compare(JsonNode? actual, string expected) =>
        (actual?.ToJsonString() ?? "null", JsonNode.DeepEquals(actual, JsonNode.Parse(expected)));

    private static JsonNode? Pick(JsonNode? node, string path)
    {
        foreach (var step in path.Split('|'))
        {
            node = node switch
            {
                JsonArray array when step.Split('=', 2) is [var key, var value] => array.FirstOrDefault(i => i?[key]?.ToString() == value),
                JsonArray array => int.TryParse(step, out var index) && index < array.Count ? array[index] : null,
                JsonObject map => map[step],
                _ => null,
            };
        }

        return node;
    }
}
