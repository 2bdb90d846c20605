using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Works out where the values of a project come from, from what its load noted.</summary>
internal sealed class Explainer(ComposeProject project, ProvenanceLog log)
{
    private readonly OriginFinder _finder = new(log);

    public Provenance? Explain(string path, out string problem)
    {
        problem = "";
        if (PathReader.Split(path) is not { Count: > 0 } segments)
        {
            problem = $"\"{path}\" is not a path; write keys with dots between them, such as services.web.image, and a key that holds dots in quotes";
            return null;
        }

        var (steps, covered) = PathReader.Follow(project.Tree, segments);
        if (covered == segments.Count)
        {
            return Of(steps, withChildren: true);
        }

        var disabled = new ComposeMapping([new ComposeEntry("services", project.DisabledTree.Span, project.DisabledTree)], project.DisabledTree.Span);
        var (disabledSteps, disabledCovered) = PathReader.Follow(disabled, segments);
        if (disabledCovered == segments.Count && segments.Count > 1)
        {
            return Of(disabledSteps, withChildren: true);
        }

        problem = disabledCovered > covered ? Missing(disabled, disabledSteps, segments, disabledCovered) : Missing(project.Tree, steps, segments, covered);
        return null;
    }

    private static string Missing(ComposeNode root, List<PathStep> steps, List<PathSegment> segments, int covered)
    {
        var at = PathReader.Write(steps);
        var where = at.Length == 0 ? "the project" : at;
        var wanted = segments[covered].Text;
        return (steps.Count == 0 ? root : steps[^1].Node) switch
        {
            ComposeMapping { Entries.IsEmpty: false } mapping when ShapeWords.DidYouMean(wanted, mapping.Entries.Select(e => PathReader.Quote(e.Key))) is { Length: > 0 } hint =>
                $"there is no {wanted} in {where}.{hint}",
            ComposeMapping { Entries: { IsEmpty: false, Length: <= 12 } entries } => $"there is no {wanted} in {where}; it has {string.Join(", ", entries.Select(e => PathReader.Quote(e.Key)).Order(StringComparer.Ordinal))}",
            ComposeMapping => $"there is no {wanted} in {where}",
            ComposeSequence { Items.Length: 0 } => $"{where} is an empty list",
            ComposeSequence list => $"there is no item {wanted} in {where}; it is a list of {list.Items.Length}, counted from 0",
            _ => $"{where} is a single value; nothing is below it",
        };
    }

    private Provenance Of(IReadOnlyList<PathStep> path, bool withChildren)
    {
        var node = path[^1].Node;
        var text = PathReader.Write(path);
        return node switch
        {
            ComposeMapping mapping => new Provenance(text, ProvenanceKind.Mapping, null, Contributions(path), withChildren
                ? [.. mapping.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => Of([.. path, new PathStep(e.Key, -1, e.KeySpan, e.Value)], false))] : []),
            ComposeSequence list => new Provenance(text, ProvenanceKind.List, null, Contributions(path), withChildren
                ? [.. list.Items.Select((item, i) => Of([.. path, new PathStep(null, i, item.Span, item)], false))] : []),
            _ => new Provenance(text, ProvenanceKind.Value, ValueOf(node), Values(path), []),
        };
    }

    /// <summary>All places of a mapping or list, the strongest first; the key is what a user looks for.</summary>
    private ImmutableArray<ValueOrigin> Contributions(IReadOnlyList<PathStep> path)
    {
        var found = _finder.Find(path);
        found.Reverse();
        ImmutableArray<ValueOrigin> origins =
        [
            .. found.Select(f => new ValueOrigin(OriginKind.ComposeFile, f.KeySpan, null, null, f.Steps, [])),
            .. Files(path).Select(file => new ValueOrigin(file.Kind, SourceSpan.WholeFile(file.File.File), null, null, [file.Step], [])),
        ];
        return origins.IsEmpty ? [Default(path[^1].Node)] : origins;
    }

    private ImmutableArray<ValueOrigin> Values(IReadOnlyList<PathStep> path)
    {
        var node = path[^1].Node;
        if (path is [{ Key: "name" }])
        {
            return new NameOrigins(project, log).Of(_finder.Find(path));
        }

        var found = _finder.Find(path);
        if (!node.IsNull && found.Exists(f => !f.Node.IsNull))
        {
            // An empty value in a later file changes nothing.
            found.RemoveAll(f => f.Node.IsNull);
        }

        // Whatever the rules of merging chose: it is the one whose place the value kept.
        var winner = found.FindLastIndex(f => f.Node.Span == node.Span);
        if (winner >= 0)
        {
            var chosen = found[winner];
            found.RemoveAt(winner);
            found.Add(chosen);
        }

        found.Reverse();
        ImmutableArray<ValueOrigin> origins = [.. found.Select(f => Of(f, path[^1])), .. FromFiles(path)];
        return origins.IsEmpty ? [Default(node)] : origins;
    }

    private ValueOrigin Of(FoundOrigin found, PathStep last)
    {
        var written = RawTexts.At(found.Document.Raw, found.Node.Span);
        var tracer = new VariableTracer(log, found.Document.Context);
        var value = ValueOf(found.Node);
        var variables = written is null ? [] : tracer.TraceText(written);
        if (found.Node.IsNull && last is { Key: { } name, Node.IsNull: false })
        {
            // A name without a value takes it from the environment.
            value = ValueOf(last.Node);
            variables = [tracer.Trace(name)];
        }

        return new ValueOrigin(OriginKind.ComposeFile, found.Node.Span, written, value, found.Steps, variables);
    }

    /// <summary>What env files and label files say; it counts less than what the Compose files do.</summary>
    private IEnumerable<ValueOrigin> FromFiles(IReadOnlyList<PathStep> path)
    {
        if (path is not [_, _, _, { Key: { } name }])
        {
            return [];
        }

        var context = log.Documents[^1].Context;
        return Files(path).SelectMany(file => file.File.Lines[name].Reverse().Select(line => new ValueOrigin(
            file.Kind,
            line.Span!.Value,
            line.Text,
            line.Value,
            [file.Step],
            !line.HasVariables ? [] : line.Text is null ? [new VariableTracer(log, context).Trace(name)] : new VariableTracer(log, context, file.File.Lines).TraceText(line.Text))));
    }

    /// <summary>The env files or label files that a mapping was filled from, the one that counts most first.</summary>
    private IEnumerable<(LoggedEnvFile File, OriginKind Kind, OriginStep Step)> Files(IReadOnlyList<PathStep> path)
    {
        if (path is not [{ Key: "services" }, { Key: { } service }, { Key: "environment" or "labels" }, ..])
        {
            return [];
        }

        var attribute = path[2].Key!;
        var (kind, step) = attribute == "environment" ? (OriginKind.EnvFile, OriginStepKind.EnvFile) : (OriginKind.LabelFile, OriginStepKind.LabelFile);
        return log.FilesOf(service, attribute).Reverse().Select(file => (file, kind, new OriginStep(step, file.NamedAt)));
    }

    private static ValueOrigin Default(ComposeNode node) => new(OriginKind.Default, node.Span, null, ValueOf(node), [], []);

    private static string? ValueOf(ComposeNode node) => node is ComposeScalar { Kind: not ScalarKind.Null } scalar ? scalar.Text : null;
}
