using System.Collections.Immutable;
using System.CommandLine;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>The options of <c>config</c> that say what is loaded and how.</summary>
internal sealed class ConfigOptions
{
    private readonly Argument<string[]> _services = new("SERVICE") { Description = "Only these services and what they depend on", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _files = new("--file", "-f") { Description = "Compose file ('-' is the standard input); repeat to merge", HelpName = "FILE" };
    private readonly Option<string?> _projectName = new("--project-name", "-p") { Description = "Name of the project", HelpName = "NAME" };
    private readonly Option<string[]> _profiles = new("--profile") { Description = "Profile to activate, '*' for all; repeatable", HelpName = "PROFILE" };
    private readonly Option<string?> _projectDirectory = new("--project-directory") { Description = "Directory that relative paths begin at (default: that of the first file)", HelpName = "DIR" };
    private readonly Option<string[]> _envFiles = new("--env-file") { Description = "File with values for variables (default: .env); repeatable", HelpName = "FILE" };
    private readonly ImmutableArray<ConfigStage> _stages =
    [
        new("--no-interpolate", "Leave variables as they are", ComposeStages.Interpolation),
        new("--no-normalize", "Leave out names and defaults that are not written", ComposeStages.Normalisation),
        new("--no-path-resolution", "Leave paths as they are", ComposeStages.Paths),
        new("--no-consistency", "Do not check references", ComposeStages.Consistency),
        new("--no-env-resolution", "Do not read the services' env files", ComposeStages.EnvFiles),
        new("--all-resources", "Keep networks, volumes, secrets and configs that no service uses", ComposeStages.Pruning),
    ];

    public void AddTo(Command command)
    {
        command.Add(_services);
        command.Add(_files);
        command.Add(_projectName);
        command.Add(_profiles);
        command.Add(_projectDirectory);
        command.Add(_envFiles);
        foreach (var stage in _stages)
        {
            command.Add(stage.Option);
        }
    }

    public ComposeLoadOptions Read(ParseResult parsed, Surroundings surroundings)
    {
        ImmutableArray<string> files = [.. parsed.GetValue(_files) ?? []];
        return new ComposeLoadOptions
        {
            WorkingDirectory = surroundings.Directory,
            ProjectDirectory = parsed.GetValue(_projectDirectory),
            Files = files,
            StandardInput = files.Contains("-") ? surroundings.In.ReadToEnd() : null,
            Profiles = [.. parsed.GetValue(_profiles) ?? []],
            Services = [.. parsed.GetValue(_services) ?? []],
            ProjectName = parsed.GetValue(_projectName),
            EnvFiles = [.. parsed.GetValue(_envFiles) ?? []],
            Environment = surroundings.Variables,
            Stages = _stages.Where(stage => parsed.GetValue(stage.Option)).Aggregate(ComposeStages.All, (stages, stage) => stages & ~stage.Stage),
        };
    }
}
