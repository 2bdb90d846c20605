using System.Collections.Immutable;
using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Progress;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary><c>slipway config</c>: options and output are those of <c>docker compose config</c>. Needs neither server nor engine.</summary>
internal sealed class ConfigCommand : Verb
{
    private static readonly string[] ProjectFormats = ["yaml", "json"];
    private readonly Surroundings _surroundings;
    private readonly ConfigOptions _options = new();
    private readonly Option<string?> _format = new("--format") { Description = "yaml or json", HelpName = "FORMAT" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write to a file", HelpName = "FILE" };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Only check" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Taken and without effect: config changes nothing" };
    private readonly ImmutableArray<Option<bool>> _digests =
    [
        new("--resolve-image-digests") { Description = "Refused: it needs a registry" },
        new("--lock-image-digests") { Description = "Refused: it needs a registry" },
    ];

    // Where several are asked for, the first one counts, in the order of the reference.
    private readonly ImmutableArray<ConfigOutput> _outputs =
        [.. ConfigLists.OfProject(), new HashOutput(), .. ConfigLists.OfServices(), new VariablesOutput(), new EnvironmentOutput(), new ExplainOutput()];

    public ConfigCommand(Surroundings surroundings)
        : base(
            "config",
            "Print the resolved Compose project, as 'docker compose config' does",
            "config",
            "config --format json",
            "config -f compose.yaml -f compose.prod.yaml --profile worker",
            "config --quiet && echo fine",
            "config --services",
            "config --explain services.web.environment.LOG_LEVEL # which file set it, over what, and from which variable")
    {
        _surroundings = surroundings;
        _options.AddTo(this);
        Add(_format);
        Add(_output);
        Add(_quiet);
        Add(_dryRun);
        foreach (var output in _outputs)
        {
            Add(output.Option);
        }

        foreach (var option in _digests)
        {
            Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (_digests.FirstOrDefault(option => parsed.GetValue(option)) is { } digests)
        {
            throw new CliException(
                ExitCodes.Usage, $"{digests.Name} asks a registry for the digests of images, and config reads nothing but files", "leave the option out; 'docker compose config' has it");
        }

        var output = _outputs.FirstOrDefault(output => output.IsChosen(parsed));
        var format = Format(parsed, output);
        var options = _options.Read(parsed, _surroundings);
        var result = ComposeLoader.Load(output?.Adapt(options) ?? options, new DiskComposeFiles());
        var isJson = output is null && format == "json" && !parsed.GetValue(_quiet);
        var unprintable = isJson && result.Project is { } loaded ? ComposeRenderer.JsonProblems(loaded) : [];
        Report(result, unprintable, options.StandardInput);
        if (result.Project is not { } project || !unprintable.IsEmpty)
        {
            return ExitCodes.Rejected;
        }

        if (!parsed.GetValue(_quiet))
        {
            Write(output?.Text(result, parsed, format) ?? (format == "json" ? ComposeRenderer.ToJson(project) : ComposeRenderer.ToYaml(project)), parsed.GetValue(_output));
        }

        return ExitCodes.Success;
    }

    /// <summary>The format asked for. A plain list has none, so any is as good there.</summary>
    private string? Format(ParseResult parsed, ConfigOutput? output)
    {
        var known = output?.Formats ?? ProjectFormats;
        var format = parsed.GetValue(_format);
        return format is null || known.Count == 0 || known.Contains(format)
            ? format
            : throw new CliException(ExitCodes.Usage, $"--format is {string.Join(", ", known.SkipLast(1))} or {known[^1]} here, not '{format}'", "correct or leave out --format");
    }

    private void Report(LoadResult result, ImmutableArray<Diagnostic> unprintable, string? standardInput)
    {
        if (result.Diagnostics.IsEmpty && unprintable.IsEmpty)
        {
            return;
        }

        var palette = _surroundings.ErrorScreen().Palette;
        var excerpt = new SourceExcerpt(result, standardInput, palette);
        foreach (var diagnostic in result.Diagnostics.Concat(unprintable))
        {
            _surroundings.Error.WriteLine(ResultText.Diagnostic(diagnostic.ToString(), diagnostic.Severity == Severity.Error ? "error" : "warning", palette));
            foreach (var line in excerpt.Of(diagnostic))
            {
                _surroundings.Error.WriteLine(line);
            }
        }
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
}
