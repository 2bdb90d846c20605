using System.Collections.Immutable;
using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Progress;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary><c>slipway config</c>: options and output are those of <c>docker compose config</c>. Needs neither server nor engine.</summary>
internal sealed class ConfigCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string[]> _services = new("SERVICE") { Description = "Only these services and what they depend on", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _files = new("--file", "-f") { Description = "Compose file ('-' is the standard input); repeat to merge", HelpName = "FILE" };
    private readonly Option<string?> _projectName = new("--project-name", "-p") { Description = "Name of the project", HelpName = "NAME" };
    private readonly Option<string[]> _profiles = new("--profile") { Description = "Profile to activate, '*' for all; repeatable", HelpName = "PROFILE" };
    private readonly Option<string?> _projectDirectory = new("--project-directory") { Description = "Directory that relative paths begin at (default: that of the first file)", HelpName = "DIR" };
    private readonly Option<string[]> _envFiles = new("--env-file") { Description = "File with values for variables (default: .env); repeatable", HelpName = "FILE" };
    private readonly Option<string> _format = new("--format") { Description = "yaml or json", HelpName = "FORMAT", DefaultValueFactory = _ => "yaml" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write to a file", HelpName = "FILE" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Only check" };
    private readonly ImmutableArray<ConfigList> _lists =
    [
        new("--services", "Print the names of the services", ConfigLists.Services),
        new("--volumes", "Print the names of the volumes", ConfigLists.Volumes),
        new("--networks", "Print the names of the networks", ConfigLists.Networks),
        new("--images", "Print the names of the images", ConfigLists.Images),
        new("--profiles", "Print the names of the profiles", ConfigLists.Profiles),
        new("--environment", "Print the values that variables are filled in from", ConfigLists.Environment),
    ];

    private readonly ImmutableArray<ConfigStage> _stages =
    [
        new("--no-interpolate", "Leave variables as they are", ComposeStages.Interpolation),
        new("--no-normalize", "Leave out names and defaults that are not written", ComposeStages.Normalisation),
        new("--no-path-resolution", "Leave paths as they are", ComposeStages.Paths),
        new("--no-consistency", "Do not check references", ComposeStages.Consistency),
        new("--no-env-resolution", "Do not read the services' env files", ComposeStages.EnvFiles),
    ];

    public ConfigCommand(Surroundings surroundings)
        : base(
            "config",
            "Print the resolved Compose project, as 'docker compose config' does",
            "config",
            "config --format json",
            "config -f compose.yaml -f compose.prod.yaml --profile worker",
            "config --quiet && echo fine",
            "config --services")
    {
        _surroundings = surroundings;
        Add(_services);
        Add(_files);
        Add(_projectName);
        Add(_profiles);
        Add(_projectDirectory);
        Add(_envFiles);
        Add(_format);
        Add(_output);
        Add(_quiet);
        foreach (var list in _lists)
        {
            Add(list.Option);
        }

        foreach (var stage in _stages)
        {
            Add(stage.Option);
        }

        _format.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value is not ("yaml" or "json"))
            {
                result.AddError($"--format is yaml or json, not '{result.Tokens[0].Value}'");
            }
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var options = LoadOptions(parsed);
        var result = ComposeLoader.Load(options, new DiskComposeFiles());
        var palette = _surroundings.ErrorScreen().Palette;
        var excerpt = new SourceExcerpt(result, options.StandardInput, palette);
        var printed = result.Project is { } loaded && parsed.GetValue(_format) == "json" && !_lists.Any(list => parsed.GetValue(list.Option)) && !parsed.GetValue(_quiet)
            ? ComposeRenderer.JsonProblems(loaded) : [];
        foreach (var diagnostic in result.Diagnostics.Concat(printed))
        {
            _surroundings.Error.WriteLine(ResultText.Diagnostic(diagnostic.ToString(), diagnostic.Severity == Severity.Error ? "error" : "warning", palette));
            foreach (var line in excerpt.Of(diagnostic))
            {
                _surroundings.Error.WriteLine(line);
            }
        }

        if (result.Project is not { } project || !printed.IsEmpty)
        {
            return ExitCodes.Rejected;
        }

        if (!parsed.GetValue(_quiet))
        {
            Write(Text(parsed, project), parsed.GetValue(_output));
        }

        return ExitCodes.Success;
    }

    private string Text(ParseResult parsed, ComposeProject project)
    {
        if (_lists.FirstOrDefault(list => parsed.GetValue(list.Option)) is { } chosen)
        {
            return string.Concat(chosen.Names(project).Select(name => name + "\n"));
        }

        return parsed.GetValue(_format) == "json" ? ComposeRenderer.ToJson(project) : ComposeRenderer.ToYaml(project);
    }

    private void Write(string text, string? file)
    {
        if (file is null)
        {
            _surroundings.Out.Write(text);
            return;
        }

        try
        {
            File.WriteAllText(Path.GetFullPath(file, _surroundings.Directory), text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Failed, $"{file} cannot be written: {e.Message}", "name another file with --output", e);
        }
    }

    private ComposeLoadOptions LoadOptions(ParseResult parsed)
    {
        ImmutableArray<string> files = [.. parsed.GetValue(_files) ?? []];
        return new ComposeLoadOptions
        {
            WorkingDirectory = _surroundings.Directory,
            ProjectDirectory = parsed.GetValue(_projectDirectory),
            Files = files,
            StandardInput = files.Contains("-") ? _surroundings.In.ReadToEnd() : null,
            Profiles = [.. parsed.GetValue(_profiles) ?? []],
            Services = [.. parsed.GetValue(_services) ?? []],
            ProjectName = parsed.GetValue(_projectName),
            EnvFiles = [.. parsed.GetValue(_envFiles) ?? []],
            Environment = _surroundings.Variables,
            Stages = _stages.Where(stage => parsed.GetValue(stage.Option)).Aggregate(ComposeStages.All, (stages, stage) => stages & ~stage.Stage),
        };
    }
}
