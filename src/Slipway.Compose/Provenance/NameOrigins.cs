using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Where the project's name comes from: an option, a variable, the files, or the directory.</summary>
internal sealed class NameOrigins(ComposeProject project, ProvenanceLog log)
{
    private const string Variable = "COMPOSE_PROJECT_NAME";

    /// <summary>The origins, the one that decided first.</summary>
    /// <param name="found">What the documents say, the weakest first.</param>
    public ImmutableArray<ValueOrigin> Of(List<FoundOrigin> found)
    {
        var context = log.Documents[^1].Context;
        var origins = ImmutableArray.CreateBuilder<ValueOrigin>();
        if (context.Options.ProjectName is { Length: > 0 } given)
        {
            origins.Add(Unwritten(OriginKind.Option, given, []));
        }

        // The loader sets the variable to what it decided; what others said stands before that.
        var places = log.VariablesOf(context.Environment)[Variable].Where(p => p.Source != VariableSource.Loader && p.Value.Length > 0).Reverse().ToList();
        if (places.Count > 0)
        {
            ImmutableArray<VariableOrigin> variables = [.. places.Select(p => new VariableOrigin(Variable, p.Source, p.Span, p.Text, p.Value, [], []))];
            origins.Add(Unwritten(OriginKind.Variable, places[0].Value, [variables[0] with { Hidden = variables[1..] }]));
        }

        foreach (var place in found.AsEnumerable().Reverse().Where(f => f.Document.Reference.Kind != ComposeInputKind.Include && f.Node is ComposeScalar { Text.Length: > 0 }))
        {
            var written = RawTexts.At(place.Document.Raw, place.Node.Span);
            origins.Add(new ValueOrigin(OriginKind.ComposeFile, place.Node.Span, written, ((ComposeScalar)place.Node).Text, place.Steps,
                written is null ? [] : new VariableTracer(log, place.Document.Context).TraceText(written)));
        }

        if (origins.Count == 0)
        {
            origins.Add(Unwritten(OriginKind.Directory, project.Name, []) with { Span = SourceSpan.WholeFile(project.WorkingDirectory) });
        }

        return origins.ToImmutable();
    }

    private static ValueOrigin Unwritten(OriginKind kind, string value, ImmutableArray<VariableOrigin> variables) => new(kind, default, null, value, [], variables);
}
