namespace Slipway.Compose;

/// <summary>Turns files into one canonical model: the project's own, or one that is included.</summary>
internal static class ModelLoader
{
    /// <summary>Reads and parses files. A document that is no mapping is reported and left out.</summary>
    public static List<(string File, ComposeMapping Document)> Parse(IEnumerable<ComposeFileRef> files, LoadContext context)
    {
        var documents = new List<(string, ComposeMapping)>();
        foreach (var file in files)
        {
            var text = file.Path == "-"
                ? context.Options.StandardInput ?? ""
                : context.Inputs.Read(file.Path, file.Kind, file.NamedAt, "");
            if (text is null)
            {
                continue;
            }

            var display = file.Path == "-" ? "-" : context.Inputs.Display(file.Path);
            foreach (var document in YamlReader.Read(text, display, context.Report, context.Limits))
            {
                if (document is ComposeMapping mapping)
                {
                    documents.Add((file.Path, mapping));
                }
                else
                {
                    context.Report.Add(Rules.NotAMapping, document.Span, "", "a Compose file is a mapping with services; begin it with services:.");
                }
            }
        }

        return documents;
    }

    /// <summary>Runs the passes for documents and for the model they make.</summary>
    public static ComposeMapping Load(IEnumerable<(string File, ComposeMapping Document)> documents, LoadContext context)
    {
        var accumulated = new ComposeMapping([], default);
        foreach (var (file, parsed) in documents)
        {
            var (document, marks) = Marks.Extract(parsed);
            var state = new DocumentState(file, (ComposeMapping)document, marks, accumulated);
            foreach (var pass in LoadPasses.PerDocument)
            {
                state = pass.Run(state, context);
            }

            accumulated = state.Document;
            if (context.Report.HasErrors)
            {
                // What follows would rest on a broken tree. Values are judged once more, each for itself, so that one load finds their faults as well.
                ValuesPass.Run(accumulated, context);
                return accumulated;
            }
        }

        ComposeNode model = accumulated;
        foreach (var pass in LoadPasses.PerModel)
        {
            if (pass.Stage == ComposeStages.None || context.Does(pass.Stage))
            {
                model = pass.Run(model, context);
            }
        }

        return (ComposeMapping)model;
    }
}
