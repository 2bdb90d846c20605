namespace Slipway.Compose;

/// <summary>Fills variables into every text of a document, then converts the texts that stand where a number or boolean is meant.</summary>
internal static class InterpolatePass
{
    public static ComposeNode Run(ComposeNode document, LoadContext context)
    {
        var template = new Template(context.Lookup, context.Limits, context.Report);
        return Visit(document, new State(CastRules.Table.Root, new ModelPath(), context, template));
    }

    private static ComposeNode Visit(ComposeNode node, State state) => node switch
    {
        ComposeScalar { Kind: ScalarKind.Text } scalar => VisitText(scalar, state),
        ComposeMapping mapping => TreeRewriter.Map(mapping, state, static (entry, s) =>
        {
            s.Path.Push(entry.Key);
            var result = Visit(entry.Value, s with { Casts = s.Casts?.Key(entry.Key) });
            s.Path.Pop();
            return result;
        }),
        ComposeSequence sequence => TreeRewriter.Map(sequence, state with { Casts = state.Casts?.Item }, static (item, i, s) =>
        {
            s.Path.Push(i);
            var result = Visit(item, s);
            s.Path.Pop();
            return result;
        }),
        _ => node,
    };

    private static ComposeScalar VisitText(ComposeScalar scalar, State state)
    {
        var text = scalar.Text;
        if (text.Contains('$', StringComparison.Ordinal))
        {
            var result = state.Template.Evaluate(text);
            if (result.Problem is not null)
            {
                state.Context.Report.Add(result.Rule, scalar.Span, state.Path.ToString(), result.Problem);
                return scalar;
            }

            WarnUnset(scalar, state);
            text = result.Text;
            scalar = new ComposeScalar(ScalarKind.Text, text, scalar.Span) { Mark = scalar.Mark };
        }

        if (state.Casts?.Rule is not { } cast)
        {
            return scalar;
        }

        var converted = cast.Convert(text, scalar.Span);
        if (converted is null)
        {
            state.Context.Report.Add(Rules.Cast, scalar.Span, state.Path.ToString(), $"\"{text}\" is not {cast.Wanted}.");
            return scalar;
        }

        return converted;
    }

    private static void WarnUnset(ComposeScalar scalar, State state)
    {
        foreach (var name in state.Template.Unset)
        {
            state.Context.Report.Add(Rules.UnsetVariable, scalar.Span, state.Path.ToString(),
                $"the variable {name} is not set and counts as empty; set it, or write ${{{name}:-}} if that is meant.");
        }

        state.Template.Unset.Clear();
    }

    private readonly record struct State(PathTableNode<CastRule>? Casts, ModelPath Path, LoadContext Context, Template Template);
}
