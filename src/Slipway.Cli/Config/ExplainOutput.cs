using System.CommandLine;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>Where a value comes from.</summary>
internal sealed class ExplainOutput : ConfigOutput
{
    private readonly Option<string> _option = new("--explain")
    {
        Description = "Print where a value comes from: what set it, what that overrode, which variables filled it (--format text or json)",
        HelpName = "PATH",
    };

    public override Option Option => _option;

    public override IReadOnlyList<string> Formats => ["text", "json"];

    public override ComposeLoadOptions Adapt(ComposeLoadOptions options) => options with { Provenance = true };

    public override string Text(LoadResult result, ParseResult parsed, string? format)
    {
        if (!result.TryExplain(parsed.GetValue(_option) ?? "", out var provenance, out var problem))
        {
            throw new CliException(ExitCodes.NotFound, problem.TrimEnd('.'), "config without --explain prints the whole project");
        }

        return format == "json" ? Trees.ToJson(ExplainJson.Of(provenance)) : ExplainText.Of(provenance);
    }
}
