namespace Slipway.Compose;

/// <summary>What the passes over one model share. An included model has its own, with another directory and environment.</summary>
internal sealed record LoadContext
{
    public required ComposeLoadOptions Options { get; init; }

    public required LoadReport Report { get; init; }

    public required InputReader Inputs { get; init; }

    /// <summary>Gets the directory to which paths of this model are relative.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>Gets the directory of the model that extends a service of this one; null when this is no base.</summary>
    public string? BaseOf { get; init; }

    /// <summary>Gets the values for variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Gets the files that are being included, the outermost first.</summary>
    public IncludeChain? Including { get; init; }

    /// <summary>Gets where provenance is noted; null where nobody asks.</summary>
    public ProvenanceLog? Log { get; init; }

    /// <summary>Gets the project name; empty while an included model is loaded.</summary>
    public string ProjectName { get; init; } = "";

    public ComposeLimits Limits => Options.Limits;

    public bool Does(ComposeStages stage) => (Options.Stages & stage) != 0;

    /// <summary>Gets whether variables are left in, so that a text may not be in the form that its attribute wants.</summary>
    public bool KeepsTemplates => !Does(ComposeStages.Interpolation);

    /// <summary>Whether a text is excused from having the form that its attribute wants: it holds variables that are left in.</summary>
    public bool IsTemplate(ComposeNode node) => KeepsTemplates && node is ComposeScalar { Kind: ScalarKind.Text } text && text.Text.Contains('$', StringComparison.Ordinal);

    public string? Lookup(string name) => Environment.TryGetValue(name, out var value) ? value : null;

    public string Resolve(string path) => PosixPath.Join(ProjectDirectory, ExpandHome(path));

    public string ExpandHome(string path)
    {
        if (!path.StartsWith('~') || Lookup("HOME") is not { Length: > 0 } home)
        {
            return path;
        }

        return PosixPath.Join(home, "./" + path[1..].TrimStart('/'));
    }

    public void Error(DiagnosticRule rule, ComposeNode node, ModelPath path, string message) => Report.Add(rule, node.Span, path.ToString(), message);
}
