using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Loads the models that a document includes and lays the document over them.</summary>
internal static class IncludePass
{
    private const string NoFile = "/dev/null";
    private static readonly string[] Sections = ["services", "volumes", "networks", "secrets", "configs", "models"];

    public static DocumentState Run(DocumentState state, LoadContext context)
    {
        if (state.Document["include"] is not { } include)
        {
            return state;
        }

        var document = state.Document.Without("include");
        if (include is not ComposeSequence list)
        {
            if (!include.IsNull)
            {
                context.Report.MissPart();
                context.Report.Add(Rules.IncludeForm, include.Span, "include", "include takes a list of files; write - FILE on a line of its own.");
            }

            return state with { Document = document };
        }

        for (var i = 0; i < list.Items.Length; i++)
        {
            if (Load(list.Items[i], $"include[{i}]", state.File, context) is { } model)
            {
                document = Import(model, document, state.Marks, context);
            }
            else
            {
                context.Report.MissPart();
            }
        }

        return state with { Document = document };
    }

    /// <summary>Lays a document over what it includes. Its tags count inside the resources that both declare.</summary>
    private static ComposeMapping Import(ComposeMapping model, ComposeMapping document, MarkTree marks, LoadContext context)
    {
        foreach (var section in model.Entries)
        {
            if (section.Value is not ComposeMapping resources || document[section.Key] is not { } declared)
            {
                continue;
            }

            if (declared is not ComposeMapping own)
            {
                context.Report.Add(Rules.MergeConflict, declared.Span, section.Key, $"what is included has {section.Key}; write a mapping here, or remove {section.Key}.");
                return document;
            }

            model = model.With(section.Key, TreeRewriter.Map(resources, (own, Marks: marks.Below(section.Key)), static (entry, s) =>
                entry.Value is ComposeMapping resource && s.own[entry.Key] is not null ? s.Marks.Below(entry.Key).Delete(resource) : entry.Value));
        }

        return Merger.Merge(model, document, context);
    }

    private static ComposeMapping? Load(ComposeNode item, string at, string includingFile, LoadContext context)
    {
        var long_ = item as ComposeMapping;
        if ((long_ is null && item is not ComposeScalar { Kind: ScalarKind.Text }) || !AreTexts(long_?["path"]) || !AreTexts(long_?["env_file"])
            || long_?["project_directory"] is not (null or ComposeScalar { Kind: ScalarKind.Text or ScalarKind.Whole or ScalarKind.Null }))
        {
            context.Report.Add(Rules.IncludeForm, item.Span, at, "an include names a file; write its path, or path: in the long form; path and env_file take text or a list of it, project_directory takes text.");
            return null;
        }

        var paths = Texts(long_ is null ? item : long_["path"]);
        if (paths.Count == 0)
        {
            // An include of nothing, which is what a path that was left out means.
            return new ComposeMapping([], item.Span);
        }

        foreach (var path in paths)
        {
            if (RemoteFiles.IsRemote(path.Text))
            {
                context.Report.Add(Rules.RemoteFile, path.Span, at, $"\"{path.Text}\" is not a local file, and nothing is fetched while loading; copy the file into the repository.");
                return null;
            }
        }

        var files = paths.Select(p => new ComposeFileRef(context.Resolve(p.Text), ComposeInputKind.Include, p.Span, at)).ToList();
        var chain = context.Including ?? new IncludeChain(includingFile, null);
        foreach (var file in files)
        {
            if (chain.Contains(file.Path))
            {
                context.Report.Add(Rules.IncludeCycle, file.NamedAt, at, $"{context.Inputs.Display(file.Path)} includes itself: {Describe(chain, file.Path, context)}; remove one of these includes.");
                return null;
            }

            chain = new IncludeChain(file.Path, chain);
        }

        if (chain.Depth > context.Limits.MaxIncludeDepth)
        {
            context.Report.Add(Rules.IncludeTooDeep, item.Span, at, $"includes are nested more than {context.Limits.MaxIncludeDepth} deep; flatten them.");
            return null;
        }

        var directory = long_?["project_directory"] is ComposeScalar { Text.Length: > 0 } given ? context.Resolve(given.Text) : PosixPath.Directory(files[0].Path);
        if (Environment(long_?["env_file"], directory, at, context) is not { } environment)
        {
            return null;
        }

        if (long_?["project_directory"] is ComposeScalar { Text: [not '/', ..] } && context.Inputs.Peek(directory) != FileStatus.Directory)
        {
            // The reference takes the directory above for one that is not there.
            directory = PosixPath.Directory(directory);
        }

        var inner = context with { ProjectDirectory = directory, Environment = environment, Including = chain };
        var documents = ModelLoader.Parse(files, inner);
        return Resources(ModelLoader.Load(documents, inner));
    }

    /// <summary>The values of the including model, and those of the include's env files that are not set there.</summary>
    private static IReadOnlyDictionary<string, string>? Environment(ComposeNode? envFile, string directory, string at, LoadContext context)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var listener = context.Log?.VariablesOf(values).Listen(VariableSource.IncludeEnvFile);
        if (envFile is null or ComposeScalar { Kind: ScalarKind.Null })
        {
            var file = PosixPath.Join(directory, ".env");
            if (context.Inputs.Status(file, ComposeInputKind.DotEnv) == FileStatus.File)
            {
                Read(file, SourceSpan.WholeFile(context.Inputs.Display(file)), at, values, context, listener);
            }
        }
        else
        {
            foreach (var path in Texts(envFile).Where(p => p.Text != NoFile))
            {
                if (!Read(context.Resolve(path.Text), path.Span, at + ".env_file", values, context, listener))
                {
                    return null;
                }
            }
        }

        if (values.Count == 0)
        {
            return context.Environment;
        }

        context.Report.CountNodes(context.Environment.Count);
        foreach (var (name, value) in context.Environment)
        {
            values[name] = value;
        }

        context.Log?.VariablesOf(values).Above(context.Log.VariablesOf(context.Environment));
        return values;
    }

    private static bool Read(string file, SourceSpan wantedBy, string at, Dictionary<string, string> values, LoadContext context, EnvFileListener? listener) =>
        context.Inputs.Read(file, ComposeInputKind.DotEnv, wantedBy, at) is { } text
        && new EnvFileParser(text, context.Inputs.Display(file), context.Lookup, values, context.Report, context.Limits) { Listener = listener }.Parse();

    /// <summary>An include brings resources, not the name or the extensions of its file.</summary>
    private static ComposeMapping Resources(ComposeMapping model) => model.With([.. model.Entries.Where(e => Sections.Contains(e.Key))]);

    private static bool AreTexts(ComposeNode? node) =>
        node is null or ComposeScalar { Kind: ScalarKind.Text or ScalarKind.Null }
        || (node is ComposeSequence list && list.Items.All(item => item is ComposeScalar { Kind: ScalarKind.Text }));

    private static List<ComposeScalar> Texts(ComposeNode? node) => node switch
    {
        ComposeScalar { Kind: ScalarKind.Text } text => [text],
        ComposeSequence list => [.. list.Items.OfType<ComposeScalar>().Where(s => s.Kind == ScalarKind.Text)],
        _ => [],
    };

    private static string Describe(IncludeChain chain, string last, LoadContext context)
    {
        var files = new List<string> { context.Inputs.Display(last) };
        for (var link = chain; link is not null; link = link.Outer)
        {
            files.Insert(0, context.Inputs.Display(link.Path));
        }

        return string.Join(" -> ", files);
    }
}
