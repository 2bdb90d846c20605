using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Version;

/// <summary><c>slipway version</c></summary>
internal sealed class VersionCommand : Verb
{
    public VersionCommand(Surroundings surroundings)
        : base("version", "Print the version", "version", "version --json")
    {
        var json = Json();
        Add(json);
        SetAction(parsed => PrintVersion.Print(surroundings, parsed.GetValue(json)));
    }
}
