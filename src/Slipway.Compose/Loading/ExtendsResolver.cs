namespace Slipway.Compose;

/// <summary>Finds bases of services, in the same document or in other files, and merges them, the innermost first.</summary>
internal sealed class ExtendsResolver(LoadContext context)
{
    private readonly Dictionary<string, ExtendsSource> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, string Service), ComposeNode?> _resolved = [];

    /// <summary>The service with everything it inherits; null when its base is reported as missing.</summary>
    public ComposeNode? Resolve(ExtendsSource source, string name, ExtendsChain? outer)
    {
        if (_resolved.TryGetValue((source.File, name), out var known))
        {
            return known;
        }

        var result = Extend(source, name, outer);
        _resolved[(source.File, name)] = result;
        return result;
    }

    private ComposeNode? Extend(ExtendsSource source, string name, ExtendsChain? outer)
    {
        if (source.Services[name] is not ComposeMapping service || service["extends"] is not { } extends)
        {
            return source.Services[name];
        }

        var at = $"services.{name}.extends";
        var target = extends is ComposeMapping mapping ? mapping["service"] as ComposeScalar : extends as ComposeScalar;
        var file = (extends as ComposeMapping)?["file"];
        if (target is not { Kind: ScalarKind.Text } || (file is not null and not ComposeScalar { Kind: ScalarKind.Text or ScalarKind.Null }))
        {
            return Fail(service, name, Rules.ExtendsForm, extends.Span, "extends names a service; write service: NAME.");
        }

        var chain = new ExtendsChain(source.File, name, outer);
        var origin = file is ComposeScalar { Kind: ScalarKind.Text } named ? Open(named, source, $"services.{name}.extends") : source;
        if (origin is null)
        {
            return Unresolved(service, name);
        }

        if (chain.Contains(origin.File, target.Text))
        {
            return Fail(service, name, Rules.ExtendsCycle, target.Span, $"the services extend each other: {Describe(chain, target.Text)}; remove one of these extends.");
        }

        if (chain.Depth > context.Limits.MaxExtendsDepth)
        {
            return Fail(service, name, Rules.ExtendsTooDeep, target.Span, $"services extend each other more than {context.Limits.MaxExtendsDepth} deep; flatten them.");
        }

        if (origin.Services[target.Text] is not { } baseNode)
        {
            var hint = ShapeWords.DidYouMean(target.Text, origin.Services.Entries.Select(e => e.Key));
            return Fail(service, name, Rules.ExtendsMissing, target.Span,
                $"there is no service {target.Text} in {context.Inputs.Display(origin.File)}.{(hint.Length > 0 ? hint : " Add it there, or remove extends.")}");
        }

        if (!baseNode.IsNull && baseNode is not ComposeMapping)
        {
            return Fail(service, name, Rules.ExtendsForm, baseNode.Span, $"the service {target.Text} is not a mapping; write attributes such as image: below it.");
        }

        var inherited = Resolve(origin, target.Text, chain);
        if (context.Report.IsExplained($"services.{target.Text}", "image"))
        {
            context.Report.Explain($"services.{name}", "image");
        }

        return inherited is null || (!context.Report.IsExhausted && context.Report.CountNodes(NodeCount.Of(inherited)))
            ? Merge(source, name, service, inherited, ReferenceEquals(origin, source) ? null : origin.Directory)
            : Fail(service, name, Rules.TooManyNodes, target.Span, $"with all that services inherit, the project has more than {context.Limits.MaxTotalNodes} nodes; inherit less.");
    }

    private ComposeMapping Fail(ComposeMapping service, string name, DiagnosticRule rule, SourceSpan span, string message)
    {
        context.Report.Add(rule, span, $"services.{name}.extends", message);
        return Unresolved(service, name);
    }

    /// <summary>The service alone. What its base would have brought is not missed later.</summary>
    private ComposeMapping Unresolved(ComposeMapping service, string name)
    {
        context.Report.Explain($"services.{name}", "image");
        return service.Without("extends");
    }

    private ComposeNode Merge(ExtendsSource source, string name, ComposeMapping service, ComposeNode? inherited, string? directory)
    {
        var own = service.Without("extends");
        if (inherited is not ComposeMapping baseService)
        {
            return own;
        }

        if (directory is not null)
        {
            baseService = (ComposeMapping)PathsPass.RunOnService(baseService, context, directory);
        }

        return Merger.MergeService(name, source.Marks.Below("services").Below(name).Delete(baseService), own, context);
    }

    private ExtendsSource? Open(ComposeScalar file, ExtendsSource source, string at)
    {
        if (RemoteFiles.IsRemote(file.Text))
        {
            context.Report.Add(Rules.RemoteFile, file.Span, at, $"\"{file.Text}\" is not a local file, and nothing is fetched while loading; copy the file into the repository.");
            return null;
        }

        var path = PosixPath.Join(source.Directory, context.ExpandHome(file.Text));
        if (_files.TryGetValue(path, out var known))
        {
            return known;
        }

        var opened = path == source.File ? source : Load(path, file, at);
        if (opened is not null)
        {
            _files[path] = opened;
        }

        return opened;
    }

    /// <summary>The services of another file: filled in and in long form, but not validated, and without that file's includes.</summary>
    private ExtendsSource? Load(string path, ComposeScalar file, string at)
    {
        var directory = PosixPath.Directory(path);
        var inner = context with { ProjectDirectory = directory };
        var (documents, complete) = ModelLoader.TryParse([new ComposeFileRef(path, ComposeInputKind.Extends, file.Span, at + ".file")], inner);
        if (!complete)
        {
            return null;
        }

        var tree = new ComposeMapping([], file.Span);
        var marks = new MarkTree();
        foreach (var (_, parsed) in documents)
        {
            var (document, found) = Marks.Extract(parsed, context.Report);
            context.Log?.Loaded(path, parsed, document, inner);
            marks.Add(found);
            var filled = context.Does(ComposeStages.Interpolation) ? InterpolatePass.Run(document, inner) : document;
            tree = Merger.Merge(found.Delete(tree), (ComposeMapping)filled, inner);
        }

        if (tree["services"] is not ComposeMapping)
        {
            context.Report.Add(Rules.ExtendsForm, file.Span, at, $"the file {context.Inputs.Display(path)} has no services; name another, or add services: there.");
            return null;
        }

        tree = (ComposeMapping)CanonicalPass.Run(UniquePass.Run(tree, inner), inner);
        return new ExtendsSource(path, (ComposeMapping)tree["services"]!, marks, directory);
    }

    private static string Describe(ExtendsChain chain, string last)
    {
        var names = new List<string> { last };
        for (var link = chain; link is not null; link = link.Outer)
        {
            names.Insert(0, link.Service);
        }

        return string.Join(" -> ", names);
    }
}
