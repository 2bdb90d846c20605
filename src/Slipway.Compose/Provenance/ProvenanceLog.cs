namespace Slipway.Compose;

/// <summary>What a load notes so that its values can be explained afterwards. Kept only where the caller asks; everything else is worked out then.</summary>
internal sealed class ProvenanceLog
{
    private readonly Dictionary<ComposeMapping, ComposeFileRef> _references = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(SourceSpan Mapping, string Key), MergedKey> _merged = [];
    private readonly Dictionary<object, VariableLog> _variables = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Service, string Attribute), List<LoggedEnvFile>> _envFiles = [];

    /// <summary>Gets the documents: an included one before the one that includes it, the base of a service before the service.</summary>
    public List<LoggedDocument> Documents { get; } = [];

    /// <summary>Notes how a document's file was named.</summary>
    public void Parsed(ComposeMapping document, ComposeFileRef reference) => _references[document] = reference;

    /// <summary>Notes a document once it is loaded.</summary>
    public void Loaded(string file, ComposeMapping parsed, ComposeNode raw, LoadContext context) =>
        Documents.Add(new LoggedDocument(file, _references[parsed], (ComposeMapping)raw, context));

    /// <summary>Notes that a merge key offers a value.</summary>
    public void Merged(SourceSpan mapping, string key, ComposeNode value, SourceSpan via, bool taken)
    {
        if (!_merged.TryGetValue((mapping, key), out var known))
        {
            _merged.Add((mapping, key), known = new MergedKey(taken ? via : null, []));
        }

        if (!taken)
        {
            known.Hidden.Add((value, via));
        }
    }

    public MergedKey? MergedAt(SourceSpan mapping, string key) => _merged.GetValueOrDefault((mapping, key));

    /// <summary>The places of the variables in one environment, by the identity of its dictionary.</summary>
    public VariableLog VariablesOf(object environment)
    {
        if (!_variables.TryGetValue(environment, out var log))
        {
            _variables.Add(environment, log = new VariableLog());
        }

        return log;
    }

    /// <summary>Notes a file of a service's <c>env_file</c> or <c>label_file</c>, and returns where its lines go.</summary>
    public VariableLog ReadFor(string service, string attribute, SourceSpan namedAt, string name)
    {
        if (!_envFiles.TryGetValue((service, attribute), out var files))
        {
            _envFiles.Add((service, attribute), files = []);
        }

        var file = new LoggedEnvFile(namedAt, name, new VariableLog());
        files.Add(file);
        return file.Lines;
    }

    public IReadOnlyList<LoggedEnvFile> FilesOf(string service, string attribute) => _envFiles.TryGetValue((service, attribute), out var files) ? files : [];
}
