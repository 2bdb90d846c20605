using System.CommandLine;
using Slipway.Cli.Terminals;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>The hashes of services, as <c>docker compose config --hash</c> prints them.</summary>
internal sealed class HashOutput : ConfigOutput
{
    private readonly Option<string> _option = new("--hash") { Description = "Print the services' hashes: names with commas between them, or '*' for all", HelpName = "SERVICE" };

    public override Option Option => _option;

    public override ComposeLoadOptions Adapt(ComposeLoadOptions options) => base.Adapt(options) with { Services = [] };

    public override string Text(LoadResult result, ParseResult parsed, string? format)
    {
        var project = result.GetProjectOrThrow();
        var wanted = parsed.GetValue(_option) ?? "*";
        var names = (wanted == "*" ? project.Services.Keys : wanted.Split(',')).Order(StringComparer.Ordinal);
        return string.Concat(names.Select(name => $"{name} {ComposeRenderer.ToHash(project, name) ?? throw Unknown(name, project)}\n"));
    }

    private static CliException Unknown(string name, ComposeProject project)
    {
        var hint = Spelling.Nearest(name, project.Services.Keys) is { } nearest ? $"; did you mean '{nearest}'?" : string.Empty;
        return new CliException(ExitCodes.NotFound, $"there is no service '{name}'{hint}", "config --services lists the services");
    }
}
