namespace Slipway.Compose;

/// <summary>Loads Compose files into a project. Stateless; safe for use by several threads.</summary>
public static class ComposeLoader
{
    /// <summary>Stands for a name that could not be found, until the load ends with the error that says so.</summary>
    private const string Unnamed = "unnamed";

    /// <summary>Loads a project. Faults of the files are findings in the result, never exceptions.</summary>
    /// <param name="options">What to load.</param>
    /// <param name="files">The files that may be read.</param>
    /// <returns>The project, what was found, and the files that the result depends on.</returns>
    public static LoadResult Load(ComposeLoadOptions options, IComposeFiles files)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(files);
        var report = new LoadReport(options.Limits);
        var inputs = new InputReader(files, options.Limits, report) { DisplayDirectory = PosixPath.Clean(options.WorkingDirectory) };
        var log = options.Provenance ? new ProvenanceLog() : null;
        var project = Load(options, inputs, report, log);
        return new LoadResult(report.HasErrors ? null : project, report.ToDiagnostics(), inputs.Inputs) { Log = log };
    }

    private static ComposeProject? Load(ComposeLoadOptions options, InputReader inputs, LoadReport report, ProvenanceLog? log)
    {
        var environment = new ProjectEnvironment(options, inputs, report, log);
        environment.ReadFiles(FileDiscovery.StartDirectory(options));
        if (FileDiscovery.Find(options, environment.Lookup, inputs, report) is not { } set)
        {
            return null;
        }

        inputs.DisplayDirectory = set.ProjectDirectory;
        environment.ReadFiles(set.ProjectDirectory);
        var context = new LoadContext
        {
            Options = options,
            Report = report,
            Inputs = inputs,
            ProjectDirectory = set.ProjectDirectory,
            Environment = environment.Values,
            Log = log,
        };
        var documents = ModelLoader.Parse(set.Files, context);

        // Errors do not end the load: each pass goes on with what it can judge, so that one load finds them all.
        var name = Name(documents, context) ?? Unnamed;
        environment.Set("COMPOSE_PROJECT_NAME", name);
        context = context with { ProjectName = name };
        var model = ModelLoader.Load(documents, context);
        if (model.Entries.IsEmpty && report.HasErrors)
        {
            return null;
        }

        if (model.Without("version").Entries.IsEmpty)
        {
            report.Add(Rules.Empty, new SourceSpan(inputs.Display(set.Files[0].Path), 1, 1), "", "the Compose file is empty; begin it with services:.");
            return null;
        }

        return Finish(model, context);
    }

    private static ComposeProject? Finish(ComposeMapping model, LoadContext context)
    {
        if (model["version"] is { } version)
        {
            context.Report.Add(Rules.Version, model.KeySpanOf("version"), "version", "the attribute version has no effect any more; remove it.");
            model = model.Without("version");
            _ = version;
        }

        model = model.With("name", ComposeScalar.Of(context.ProjectName, model["name"]?.Span ?? model.Span));
        if (!context.KeepsTemplates)
        {
            model = model.With("services", model["services"] ?? new ComposeMapping([], model.Span));
        }

        var state = new ProjectState(model, new ComposeMapping([], model.Span));
        foreach (var pass in LoadPasses.PerProject)
        {
            // A tree with templates in it is brought to its names and defaults, and no further: what comes then judges values.
            if (context.Does(ComposeStages.Interpolation) ? pass.Stage == ComposeStages.None || context.Does(pass.Stage) : pass.Stage == ComposeStages.Normalisation && context.Does(pass.Stage))
            {
                state = pass.Run(state, context);
            }
        }

        ContentFiles.Note(state.Tree, context);
        return context.Report.HasErrors ? null : ProjectReader.Read(state, context);
    }

    /// <summary>Decides the project name from all documents, before anything else is filled in, because <c>COMPOSE_PROJECT_NAME</c> may be used there.</summary>
    private static string? Name(List<(string File, ComposeMapping Document)> documents, LoadContext context)
    {
        ComposeScalar? declared = null;
        var template = new Template(context.Lookup, context.Limits, context.Report);
        foreach (var (_, document) in documents)
        {
            if (document["name"] is not { } node || node is ComposeScalar { Kind: ScalarKind.Text, Text: "" })
            {
                continue;
            }

            if (node is not ComposeScalar { Kind: ScalarKind.Text } text)
            {
                context.Report.Add(Rules.WrongKind, node.Span, "name", "the project name is text; put it in quotes.");
                return null;
            }

            var result = context.Does(ComposeStages.Interpolation) ? template.Evaluate(text.Text) : new TemplateResult(text.Text, null);
            if (result.Problem is not null)
            {
                context.Report.Add(result.Rule, text.Span, "name", result.Problem);
                return null;
            }

            if (declared is null || result.Text.Length > 0)
            {
                declared = ComposeScalar.Of(result.Text, text.Span);
            }
        }

        return context.Report.IsPartial ? null : ProjectNames.Decide(context.Options, context, declared);
    }
}
