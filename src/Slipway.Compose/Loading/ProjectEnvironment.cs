using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>The values for variables: the caller's environment, then env files, which never replace what the environment says.</summary>
internal sealed class ProjectEnvironment(ComposeLoadOptions options, InputReader inputs, LoadReport report)
{
    private readonly Dictionary<string, string> _values = new(options.Environment, StringComparer.Ordinal);
    private readonly HashSet<string> _read = [];

    public IReadOnlyDictionary<string, string> Values => _values;

    public string? Lookup(string name) => _values.TryGetValue(name, out var value) ? value : null;

    public void Set(string name, string value) => _values[name] = value;

    /// <summary>Reads the env files named by the caller or by <c>COMPOSE_ENV_FILES</c>, else the <c>.env</c> of a directory.</summary>
    public void ReadFiles(string directory)
    {
        _values.TryAdd("PWD", options.WorkingDirectory);
        var named = options.EnvFiles;
        if (named.IsEmpty && options.Environment.TryGetValue("COMPOSE_ENV_FILES", out var list) && list.Length > 0)
        {
            named = [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        }

        if (!named.IsEmpty)
        {
            ReadNamed(named);
            return;
        }

        var disabled = false;
        if (options.Environment.TryGetValue("COMPOSE_DISABLE_ENV_FILE", out var text))
        {
            disabled = text is "1" or "t" or "T" or "true" or "TRUE" or "True";
            if (!disabled && text is not ("0" or "f" or "F" or "false" or "FALSE" or "False"))
            {
                report.Add(Rules.NotABoolean, SourceSpan.WholeFile(inputs.Display(directory)), "", $"COMPOSE_DISABLE_ENV_FILE is \"{text}\"; set it to true or false.");
            }
        }

        var file = PosixPath.Join(directory, ".env");
        if (!disabled && _read.Add(file))
        {
            if (inputs.Status(file, ComposeInputKind.DotEnv) == FileStatus.File)
            {
                Add(Parse(file, SourceSpan.WholeFile(inputs.Display(file))));
            }
        }
    }

    private void ReadNamed(ImmutableArray<string> named)
    {
        // Read once, although files are looked for before and after the project directory is known.
        if (!_read.Add(""))
        {
            return;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in named)
        {
            var file = PosixPath.Join(options.WorkingDirectory, name);
            Parse(file, SourceSpan.WholeFile(inputs.Display(file)), values);
        }

        Add(values);
    }

    private Dictionary<string, string> Parse(string file, SourceSpan wantedBy) => Parse(file, wantedBy, new Dictionary<string, string>(StringComparer.Ordinal));

    private Dictionary<string, string> Parse(string file, SourceSpan wantedBy, Dictionary<string, string> values)
    {
        if (inputs.Read(file, ComposeInputKind.DotEnv, wantedBy, "") is { } text)
        {
            new EnvFileParser(text, inputs.Display(file), Lookup, values, report, options.Limits).Parse();
        }

        return values;
    }

    private void Add(Dictionary<string, string> values)
    {
        foreach (var (name, value) in values)
        {
            _values.TryAdd(name, value);
        }
    }
}
