using System.CommandLine;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>All values that variables are filled in from.</summary>
internal sealed class EnvironmentOutput : ConfigOutput
{
    public override Option<bool> Option { get; } = new("--environment") { Description = "Print the values that variables are filled in from" };

    public override string Text(LoadResult result, ParseResult parsed, string? format) =>
        string.Concat(ConfigLists.Environment(result.GetProjectOrThrow()).Select(line => line + "\n"));
}
