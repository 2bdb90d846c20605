using System.CommandLine;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>An option of <c>config</c> that prints a list instead of the project.</summary>
internal sealed class ConfigList(string option, string description, Func<ComposeProject, IEnumerable<string>> names)
{
    public Option<bool> Option { get; } = new(option) { Description = description };

    public IEnumerable<string> Names(ComposeProject project) => names(project);
}
