using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Reads the env files and label files of active services into their environment and labels.</summary>
internal static class EnvFilesPass
{
    public static ProjectState Run(ProjectState state, LoadContext context) =>
        state.Tree["services"] is ComposeMapping services ? state with { Tree = state.Tree.With("services", Run(services, context)) } : state;

    private static ComposeMapping Run(ComposeMapping services, LoadContext context) => TreeRewriter.Map(services, context, static (entry, c) =>
    {
        if (entry.Value is not ComposeMapping service)
        {
            return entry.Value;
        }

        if (c.Does(ComposeStages.EnvFiles) && !c.Does(ComposeStages.Normalisation) && service["environment"] is ComposeMapping own)
        {
            // Else normalising did so.
            service = service.With("environment", TreeRewriter.Map(own, c, static (variable, context) =>
                variable.Value.IsNull && context.Lookup(variable.Key) is { } value ? ComposeScalar.Of(value, variable.Value.Span) : variable.Value));
        }

        if (service["env_file"] is ComposeSequence files)
        {
            service = c.Does(ComposeStages.EnvFiles) ? Environment(entry.Key, service, files, c).Without("env_file") : service;
        }

        return service["label_file"] is ComposeSequence labels ? Labels(entry.Key, service, labels, c).Without("label_file") : service;
    });

    private static ComposeMapping Environment(string name, ComposeMapping service, ComposeSequence files, LoadContext context)
    {
        var own = service["environment"] as ComposeMapping;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var spans = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        string? Lookup(string variable) => context.Lookup(variable) ?? (own?[variable] is ComposeScalar { Kind: not ScalarKind.Null } value ? value.Text : null);

        for (var i = 0; i < files.Items.Length; i++)
        {
            if (files.Items[i] is not ComposeMapping item || item["path"] is not ComposeScalar { Kind: ScalarKind.Text } path)
            {
                continue;
            }

            var at = $"services.{name}.env_file[{i}]";
            var required = item["required"] is not ComposeScalar { Kind: ScalarKind.Boolean, Text: "false" };
            var format = item["format"] is ComposeScalar chosen ? chosen.Text : "";
            if (format is not ("" or "raw" or ".env"))
            {
                context.Report.Add(Rules.EnvFileFormat, item["format"]!.Span, at + ".format", $"\"{format}\" is not a format of env files; use raw, or leave it out.");
                continue;
            }

            var file = PosixPath.Join(context.ProjectDirectory, path.Text);
            if (context.Inputs.Read(file, ComposeInputKind.EnvFile, required ? path.Span : null, at) is { } text)
            {
                var listener = context.Log?.ReadFor(name, "environment", path.Span, context.Inputs.Display(file)).Listen(VariableSource.EnvFile);
                Parse(text, format == "raw", context, file, Lookup, values, listener);
                foreach (var key in values.Keys)
                {
                    spans.TryAdd(key, path.Span);
                }
            }
        }

        return Under(service, "environment", own, values, spans);
    }

    private static void Parse(string text, bool raw, LoadContext context, string file, VariableLookup lookup, Dictionary<string, string> values, EnvFileListener? listener)
    {
        var display = context.Inputs.Display(file);
        if (raw)
        {
            RawEnvFile.Parse(text, display, lookup, values, context.Report, context.Limits, listener);
        }
        else
        {
            new EnvFileParser(text, display, lookup, values, context.Report, context.Limits) { Listener = listener }.Parse();
        }
    }

    private static ComposeMapping Labels(string name, ComposeMapping service, ComposeSequence files, LoadContext context)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var spans = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        for (var i = 0; i < files.Items.Length; i++)
        {
            if (files.Items[i] is not ComposeScalar { Kind: ScalarKind.Text } path)
            {
                continue;
            }

            var file = PosixPath.Join(context.ProjectDirectory, path.Text);
            if (context.Inputs.Read(file, ComposeInputKind.LabelFile, path.Span, $"services.{name}.label_file[{i}]") is { } text)
            {
                var listener = context.Log?.ReadFor(name, "labels", path.Span, context.Inputs.Display(file)).Listen(VariableSource.EnvFile);
                new EnvFileParser(text, context.Inputs.Display(file), _ => null, values, context.Report, context.Limits) { Listener = listener }.Parse();
                foreach (var key in values.Keys)
                {
                    spans.TryAdd(key, path.Span);
                }
            }
        }

        return Under(service, "labels", service["labels"] as ComposeMapping, values, spans);
    }

    /// <summary>Puts values under what the service says itself, which wins, also where it has no value.</summary>
    private static ComposeMapping Under(ComposeMapping service, string attribute, ComposeMapping? own, Dictionary<string, string> values, Dictionary<string, SourceSpan> spans)
    {
        if (values.Count == 0)
        {
            return service;
        }

        var entries = ImmutableArray.CreateBuilder<ComposeEntry>();
        foreach (var (key, value) in values)
        {
            if (own?[key] is null)
            {
                entries.Add(new ComposeEntry(key, spans[key], ComposeScalar.Of(value, spans[key])));
            }
        }

        return service.With(attribute, own is null
            ? new ComposeMapping(entries.DrainToImmutable(), service.Span)
            : own.With([.. own.Entries, .. entries]));
    }
}
