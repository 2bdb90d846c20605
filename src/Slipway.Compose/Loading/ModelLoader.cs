namespace Slipway.Compose;

/// <summary>Turns files into one canonical model: the project's own, or one that is included.</summary>
internal static class ModelLoader
{
    /// <summary>Reads and parses files of the model. A document that is no mapping is reported and left out.</summary>
    public static List<(string File, ComposeMapping Document)> Parse(IEnumerable<ComposeFileRef> files, LoadContext context)
    {
        var (documents, complete) = TryParse(files, context);
        if (!complete)
        {
            context.Report.MissPart();
        }

        return documents;
    }

    /// <summary>Reads and parses files, and says whether that is all they say.</summary>
    public static (List<(string File, ComposeMapping Document)> Documents, bool Complete) TryParse(IEnumerable<ComposeFileRef> files, LoadContext context)
    {
        var documents = new List<(string, ComposeMapping)>();
        var complete = true;
        foreach (var file in files)
        {
            var text = file.Path == "-"
                ? context.Options.StandardInput ?? ""
                : context.Inputs.Read(file.Path, file.Kind, file.NamedAt, file.NamedAs);
            if (text is null)
            {
                complete = false;
                continue;
            }

            var display = file.Path == "-" ? "-" : context.Inputs.Display(file.Path);
            var (read, whole) = YamlReader.Read(text, display, context.Report, context.Limits, context.Log);
            complete &= whole;
            foreach (var document in read)
            {
                if (document is ComposeMapping mapping)
                {
                    context.Log?.Parsed(mapping, file);
                    documents.Add((file.Path, mapping));
                }
                else
                {
                    complete = false;
                    context.Report.Add(Rules.NotAMapping, document.Span, "", "a Compose file is a mapping with services; begin it with services:.");
                }
            }
        }

        return (documents, complete);
    }

    /// <summary>Runs the passes for documents and for the model they make.</summary>
    public static ComposeMapping Load(List<(string File, ComposeMapping Document)> documents, LoadContext context)
    {
        var accumulated = new ComposeMapping([], default);
        long size = 0;
        foreach (var (file, parsed) in documents)
        {
            // Each document is merged onto all before it, and the whole is judged again.
            if (!accumulated.Entries.IsEmpty && !context.Report.CountMerged(size))
            {
                context.Report.Add(Rules.TooManyNodes, parsed.Span, "", "so many documents cannot be merged onto each other; use fewer files and documents.");
                break;
            }

            size += documents.Count > 1 ? NodeCount.Of(parsed) : 0;
            var (document, marks) = Marks.Extract(parsed, context.Report);
            var state = new DocumentState(file, (ComposeMapping)document, marks, accumulated);
            foreach (var pass in LoadPasses.PerDocument)
            {
                state = pass.Run(state, context);
            }

            context.Log?.Loaded(file, parsed, document, context);
            accumulated = state.Document;
        }

        ComposeNode model = accumulated;
        foreach (var pass in LoadPasses.PerModel)
        {
            if (pass.Stage == ComposeStages.None || context.Does(pass.Stage))
            {
                model = pass.Run(model, context);
            }
            else if (pass.Stage == ComposeStages.Paths)
            {
                model = PathsPass.RunBetween(model, context);
            }
        }

        return (ComposeMapping)model;
    }
}
