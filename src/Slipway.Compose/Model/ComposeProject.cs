namespace Slipway.Compose;

/// <summary>A Compose project: everything resolved, nothing in a short form.</summary>
public sealed record ComposeProject
{
    /// <summary>Gets the project name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the absolute directory that relative paths were resolved against.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Gets the active services, by name.</summary>
    public ComposeMap<ComposeService> Services { get => field ??= Bind(Tree, "services", ServiceReader.Read); init; }

    /// <summary>Gets the services that no active profile enables. Their env files are not read.</summary>
    public ComposeMap<ComposeService> DisabledServices
    {
        get => field ??= Bind(new ComposeMapping([new ComposeEntry("services", DisabledTree.Span, DisabledTree)], DisabledTree.Span), "services", ServiceReader.Read);
        init;
    }

    /// <summary>Gets the networks that active services use.</summary>
    public ComposeMap<ComposeNetwork> Networks { get => field ??= Bind(Tree, "networks", ResourceReader.Network); init; }

    /// <summary>Gets the volumes that active services use.</summary>
    public ComposeMap<ComposeVolume> Volumes { get => field ??= Bind(Tree, "volumes", ResourceReader.Volume); init; }

    /// <summary>Gets the configs that active services use.</summary>
    public ComposeMap<ComposeConfig> Configs { get => field ??= Bind(Tree, "configs", ResourceReader.Config); init; }

    /// <summary>Gets the secrets that active services use.</summary>
    public ComposeMap<ComposeSecret> Secrets { get => field ??= Bind(Tree, "secrets", ResourceReader.Secret); init; }

    /// <summary>Gets the models that active services use.</summary>
    public ComposeMap<ComposeModel> Models { get => field ??= Bind(Tree, "models", ResourceReader.Model); init; }

    /// <summary>Gets the values for variables that the project was loaded with: the caller's environment and <c>.env</c>.</summary>
    public ComposeMap<string> Environment { get; init; } = ComposeMap<string>.Empty;

    /// <summary>
    /// Gets the finished tree: exactly the attributes that are set, each with the place it comes from. What <see cref="ComposeRenderer"/> prints.
    /// </summary>
    public required ComposeMapping Tree { get; init; }

    /// <summary>Gets the tree of the services that no active profile enables.</summary>
    public required ComposeMapping DisabledTree { get; init; }

    /// <summary>Gets whether printing doubles dollar signs; not where templates were left as they are.</summary>
    internal bool EscapesDollars { get; init; } = true;

    /// <summary>Gets whether the tree has types. A tree with templates in it has none.</summary>
    private bool HasTypes => EscapesDollars;

    /// <summary>Finds the place of an attribute.</summary>
    /// <param name="path">Keys, and list positions as numbers: <c>"services", "web", "ports", "0"</c>.</param>
    /// <returns>The place of its value, or the nearest one above it that is known.</returns>
    public SourceSpan SpanOf(params ReadOnlySpan<string> path)
    {
        ComposeNode node = Tree;
        var span = Tree.Span;
        foreach (var segment in path)
        {
            switch (node)
            {
                case ComposeMapping mapping when mapping.IndexOf(segment) is >= 0 and var i:
                    span = mapping.Entries[i].KeySpan;
                    node = mapping.Entries[i].Value;
                    break;
                case ComposeSequence sequence when int.TryParse(segment, out var at) && at >= 0 && at < sequence.Items.Length:
                    node = sequence.Items[at];
                    span = node.Span;
                    break;
                default:
                    return span;
            }
        }

        return node is ComposeScalar { Span.Line: > 0 } ? node.Span : span;
    }

    /// <summary>Lists the attributes that a service sets, with the place of each.</summary>
    /// <param name="service">The name of an active service.</param>
    /// <returns>The attributes, as in the tree; empty for an unknown service.</returns>
    public IEnumerable<ComposeEntry> AttributesOf(string service) =>
        Tree["services"] is ComposeMapping services && services[service] is ComposeMapping attributes
            ? attributes.Entries.Where(e => !(e.Key is "command" or "entrypoint" && e.Value.IsNull))
            : [];

    /// <summary>Two projects are equal when they say the same; the places in the files do not count.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(ComposeProject? other) => other is not null && Name == other.Name && WorkingDirectory == other.WorkingDirectory
        && Services.Equals(other.Services) && Networks.Equals(other.Networks) && Volumes.Equals(other.Volumes) && Configs.Equals(other.Configs)
        && Secrets.Equals(other.Secrets) && Models.Equals(other.Models);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, WorkingDirectory, Services);

    // When first asked for: who only prints a project needs no types. Binding twice, should two threads ask at once, comes to the same.
    private ComposeMap<T> Bind<T>(ComposeMapping tree, string name, Func<string, ComposeMapping, T> read) =>
        HasTypes ? tree.ObjectMap(name, read) : ComposeMap<T>.Empty;
}
