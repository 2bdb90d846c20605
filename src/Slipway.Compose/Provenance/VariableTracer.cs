using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Says where variables get their values.</summary>
/// <param name="log">What was noted.</param>
/// <param name="context">The model whose variables they are.</param>
/// <param name="own">The lines of the same env file, or the service's own variables, which count where the environment has none; null where there are none.</param>
internal sealed class VariableTracer(ProvenanceLog log, LoadContext context, VariableLog? own = null)
{
    private const int MaxDepth = 20;
    private readonly Stack<string> _open = new();

    /// <summary>The variables of a template, in order.</summary>
    public ImmutableArray<VariableOrigin> TraceText(string text) => [.. TemplateScanner.Scan(text).Select(Trace)];

    /// <summary>A variable by name.</summary>
    public VariableOrigin Trace(string name)
    {
        if (_open.Count >= MaxDepth)
        {
            return Unset(name);
        }

        _open.Push(name);
        try
        {
            // A line such as A=${A} means the A from outside.
            var inside = _open.Count(open => open == name) - 1;
            var places = Places(name).SkipLast(inside).Reverse().Select(place => Of(name, place)).ToImmutableArray();
            return places.IsEmpty ? Unset(name) : places[0] with { Hidden = places[1..] };
        }
        finally
        {
            _open.Pop();
        }
    }

    private VariableOrigin Trace(TemplateVariable variable)
    {
        var value = context.Lookup(variable.Name) ?? own?.ValueOf(variable.Name);
        var isPresent = value is not null && !(value.Length == 0 && variable.Operation.StartsWith(':'));
        var source = variable.Operation switch
        {
            ":-" or "-" when !isPresent => VariableSource.Default,
            ":+" or "+" when isPresent => VariableSource.Alternative,
            _ => VariableSource.Unset,
        };
        var traced = Trace(variable.Name);
        if (source == VariableSource.Unset)
        {
            return traced;
        }

        ImmutableArray<VariableOrigin> hidden = traced.Source == VariableSource.Unset ? [] : [traced];
        return new VariableOrigin(variable.Name, source, null, variable.Argument, Evaluate(variable.Argument), TraceText(variable.Argument), hidden);
    }

    private VariableOrigin Of(string name, LoggedVariable place) => new(
        name,
        place.Source,
        place.Span,
        place.Text,
        place.Value,
        !place.HasVariables ? [] : place.Text is null ? [Trace(name)] : TraceText(place.Text),
        []);

    /// <summary>The places of a variable, the one that counts last.</summary>
    private IEnumerable<LoggedVariable> Places(string name) =>
        (own?[name] ?? []).Select(line => line with { Source = VariableSource.SameFile }).Concat(log.VariablesOf(context.Environment)[name]);

    private string Evaluate(string text) =>
        new Template(name => context.Lookup(name) ?? own?.ValueOf(name), context.Limits, new LoadReport(context.Limits)).Evaluate(text).Text;

    private static VariableOrigin Unset(string name) => new(name, VariableSource.Unset, null, null, null, [], []);
}
