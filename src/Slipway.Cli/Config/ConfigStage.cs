using System.CommandLine;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>An option of <c>config</c> that leaves out a part of the load.</summary>
internal sealed class ConfigStage(string option, string description, ComposeStages stage)
{
    public Option<bool> Option { get; } = new(option) { Description = description };

    public ComposeStages Stage => stage;
}
