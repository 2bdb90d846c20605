using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Looks a path of the finished project up in all documents that were loaded, the weakest first.</summary>
internal sealed class OriginFinder(ProvenanceLog log)
{
    private const int MaxDepth = 100;
    private readonly List<LoggedDocument> _project = [.. log.Documents.Where(d => d.Reference.Kind != ComposeInputKind.Extends)];

    public List<FoundOrigin> Find(IReadOnlyList<PathStep> path)
    {
        var found = new List<FoundOrigin>();
        foreach (var document in _project)
        {
            ImmutableArray<OriginStep> steps = document.Reference.Kind == ComposeInputKind.Include ? [new OriginStep(OriginStepKind.Include, document.Reference.NamedAt)] : [];
            if (path.Count > 1 && path[0].Key == "services" && path[1].Key is { } service)
            {
                AddService(document, service, path, steps, found, 0);
            }
            else
            {
                AddOwn(document, path, null, steps, found);
            }
        }

        return found;
    }

    /// <summary>What a document says of a service: the bases of the service first.</summary>
    private void AddService(LoggedDocument document, string name, IReadOnlyList<PathStep> path, ImmutableArray<OriginStep> steps, List<FoundOrigin> found, int depth)
    {
        if (depth > MaxDepth || document.Filled["services"] is not ComposeMapping services || services[name] is not ComposeMapping service)
        {
            return;
        }

        if (service["extends"] is { } extends && (extends as ComposeScalar ?? (extends as ComposeMapping)?["service"] as ComposeScalar) is { } target)
        {
            var inner = steps.Add(new OriginStep(OriginStepKind.Extends, service.KeySpanOf("extends")));
            foreach (var source in Sources(document, (extends as ComposeMapping)?["file"] as ComposeScalar))
            {
                AddService(source, target.Text, path, inner, found, depth + 1);
            }
        }

        AddOwn(document, path, name, steps, found);
    }

    /// <summary>The documents that may hold the base of a service: the same one and what it includes, or those of another file.</summary>
    private IEnumerable<LoggedDocument> Sources(LoggedDocument document, ComposeScalar? file)
    {
        if (file is null)
        {
            return document.Reference.Kind == ComposeInputKind.Extends
                ? [document]
                : [.. _project.TakeWhile(d => d != document).Where(d => d.Reference.Kind == ComposeInputKind.Include), document];
        }

        var path = PosixPath.Join(document.Context.ProjectDirectory, document.Context.ExpandHome(file.Text));
        return path == document.Path
            ? [document]
            : log.Documents.Where(d => d.Reference.Kind == ComposeInputKind.Extends && d.Path == path).DistinctBy(d => d.Raw.Span);
    }

    /// <summary>What a document itself says at a path, below another service name where it is the base of an extending one.</summary>
    private void AddOwn(LoggedDocument document, IReadOnlyList<PathStep> path, string? service, ImmutableArray<OriginStep> steps, List<FoundOrigin> found)
    {
        AddMerged(document, path, service, ref steps, found);
        var written = Lookup(document.Canonical, path, service, document);
        var finished = Lookup(document.Long, path, service, document);

        // What the finished form adds without a value, nobody wrote. A bare name in a list somebody did.
        var isAdded = written is null && finished is { Node: { IsNull: true } empty } && RawTexts.At(document.Raw, empty.Span) is null;
        if ((isAdded ? null : finished ?? written) is var (node, keySpan))
        {
            found.Add(new FoundOrigin(document, node, keySpan, steps));
        }
    }

    /// <summary>Notes the merge key that a value came through, and what lost against it.</summary>
    private void AddMerged(LoggedDocument document, IReadOnlyList<PathStep> path, string? service, ref ImmutableArray<OriginStep> steps, List<FoundOrigin> found)
    {
        ComposeNode? node = document.Raw;
        for (var i = 0; i < path.Count && node is ComposeMapping mapping && KeyAt(path, i, service) is { } key; i++)
        {
            if (log.MergedAt(mapping.Span, key) is { } merged)
            {
                foreach (var (hidden, via) in merged.Hidden.AsEnumerable().Reverse())
                {
                    if (Lookup(hidden, path.Skip(i + 1).ToList(), null, document) is var (loser, keySpan))
                    {
                        found.Add(new FoundOrigin(document, loser, keySpan, steps.Add(new OriginStep(OriginStepKind.MergeKey, via))));
                    }
                }

                if (merged.Via is { } taken)
                {
                    steps = steps.Add(new OriginStep(OriginStepKind.MergeKey, taken));
                }
            }

            node = mapping[key];
        }
    }

    private static (ComposeNode Node, SourceSpan KeySpan)? Lookup(ComposeNode root, IReadOnlyList<PathStep> path, string? service, LoggedDocument document)
    {
        var node = root;
        var span = root.Span;
        var rules = UniqueRules.Table.Root;
        for (var i = 0; i < path.Count; i++)
        {
            switch (node)
            {
                case ComposeMapping mapping when KeyAt(path, i, service) is { } key && mapping.IndexOf(key) is >= 0 and var at:
                    (node, span) = (mapping.Entries[at].Value, mapping.Entries[at].KeySpan);
                    rules = rules?.Key(key);
                    break;
                case ComposeSequence sequence when path[i].Key is null && Same(sequence, path[i].Node, rules?.Rule, document) is { } item:
                    (node, span) = (item, item.Span);
                    rules = rules?.Item;
                    break;
                default:
                    return null;
            }
        }

        return (node, span);
    }

    /// <summary>The item of a list that became the given one, or that the given one replaced because both have the same key.</summary>
    private static ComposeNode? Same(ComposeSequence sequence, ComposeNode final, NodeRule? unique, LoggedDocument document)
    {
        foreach (var item in sequence.Items)
        {
            if (item.Span == final.Span)
            {
                return item;
            }
        }

        return unique is null ? null : sequence.Items.FirstOrDefault(item =>
            unique(new ComposeSequence([item, final], final.Span), new ModelPath(), document.Quiet) is ComposeSequence { Items.Length: 1 });
    }

    private static string? KeyAt(IReadOnlyList<PathStep> path, int at, string? service) => at == 1 && service is not null ? service : path[at].Key;
}
