using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>The values for variables: the caller's environment, then env files, which never replace what the environment says.</summary>
internal sealed class ProjectEnvironment(ComposeLoadOptions options, InputReader inputs, LoadReport report, ProvenanceLog? log)
{
    private readonly Dictionary<string, string> _values = new(options.Environment, StringComparer.Ordinal);
    private readonly HashSet<string> _read = [];
    private bool _noted;

    public IReadOnlyDictionary<string, string> Values => _values;

    public string? Lookup(string name) => _values.TryGetValue(name, out var value) ? value : null;

    public void Set(string name, string value)
    {
        _values[name] = value;
        Note(name, value, VariableSource.Loader);
    }

    /// <summary>Reads the env files named by the caller or by <c>COMPOSE_ENV_FILES</c>, else the <c>.env</c> of a directory.</summary>
    public void ReadFiles(string directory)
    {
        if (log is not null && !_noted)
        {
            _noted = true;
            NoteGiven();
        }

        if (_values.TryAdd("PWD", options.WorkingDirectory))
        {
            Note("PWD", options.WorkingDirectory, VariableSource.Loader);
        }

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
                Read([file], VariableSource.DotEnv);
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

        Read(named.Select(name => PosixPath.Join(options.WorkingDirectory, name)), VariableSource.EnvFile);
    }

    /// <summary>Reads files, later ones over earlier ones, and takes what is not set yet.</summary>
    private void Read(IEnumerable<string> files, VariableSource source)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = log is null ? null : new VariableLog();
        foreach (var file in files)
        {
            if (inputs.Read(file, ComposeInputKind.DotEnv, SourceSpan.WholeFile(inputs.Display(file)), "") is { } text)
            {
                new EnvFileParser(text, inputs.Display(file), Lookup, values, report, options.Limits) { Listener = lines?.Listen(source) }.Parse();
            }
        }

        foreach (var (name, value) in values)
        {
            _values.TryAdd(name, value);
        }

        if (lines is not null)
        {
            log!.VariablesOf(_values).Below(lines);
        }
    }

    /// <summary>Notes all that the caller passed: it counts more than any file.</summary>
    private void NoteGiven()
    {
        foreach (var (name, value) in options.Environment)
        {
            Note(name, value, VariableSource.Environment);
        }
    }

    private void Note(string name, string value, VariableSource source) =>
        log?.VariablesOf(_values).Add(name, new LoggedVariable(source, null, null, value, HasVariables: false));
}
