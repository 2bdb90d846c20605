using System.CommandLine;
using Slipway.Cli.Terminals;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>The variables that the files use, with what stands for them where they are not set.</summary>
internal sealed class VariablesOutput : ConfigOutput
{
    public override Option<bool> Option { get; } = new("--variables") { Description = "Print the variables of the files and their defaults (--format table, json or yaml)" };

    public override IReadOnlyList<string> Formats => ["table", "json", "yaml"];

    public override ComposeLoadOptions Adapt(ComposeLoadOptions options) =>
        options with { Stages = options.Stages & ~(ComposeStages.EnvFiles | ComposeStages.Interpolation), Services = [] };

    public override string Text(LoadResult result, ParseResult parsed, string? format)
    {
        var variables = ComposeVariable.Of(result.GetProjectOrThrow());
        return format switch
        {
            "json" => Trees.ToJson(Tree(variables, "Name", "DefaultValue", "PresenceValue", "Required")),
            "yaml" => Trees.ToYaml(Tree(variables, "name", "defaultvalue", "presencevalue", "required")),
            _ => Table(variables),
        };
    }

    private static string Table(IReadOnlyList<ComposeVariable> variables)
    {
        var rows = variables.Select(v => new[] { v.Name, v.Required ? "true" : "false", v.DefaultValue, v.AlternateValue }).ToList();
        return string.Concat(TextTable.Lay(["NAME", "REQUIRED", "DEFAULT VALUE", "ALTERNATE VALUE"], rows, int.MaxValue).Select(line => line + "\n"));
    }

    // The keys are those of the reference, which has others for each format.
    private static ComposeMapping Tree(IReadOnlyList<ComposeVariable> variables, string name, string otherwise, string present, string required) =>
        Trees.Mapping([.. variables.Select(v => (v.Name, (ComposeNode?)Trees.Mapping(
            (name, Trees.Text(v.Name)),
            (otherwise, Trees.Text(v.DefaultValue)),
            (present, Trees.Text(v.AlternateValue)),
            (required, Trees.Flag(v.Required)))))]);
}
