namespace Slipway.Compose;

/// <summary>
/// Brings a canonical tree into the form of the finished project: byte sizes, durations, lists for mappings and the like become what their attribute
/// means, and what says nothing goes away. The result is what <c>config</c> prints.
/// </summary>
internal static class ValuesPass
{
    public static ComposeNode Run(ComposeNode root, LoadContext context)
    {
        var walk = new Walk(context, new ModelPath());
        var project = (ComposeMapping)root;
        return TreeRewriter.Map(project, walk, static (entry, w) =>
        {
            if (!ProjectShapes.Project.Attributes!.TryGetValue(entry.Key, out var shape))
            {
                return entry.Value;
            }

            w.Path.Push(entry.Key);
            var value = w.Visit(entry.Value, shape);
            w.Path.Pop();
            return value;
        });
    }

    private sealed record Walk(LoadContext Context, ModelPath Path)
    {
        public ComposeNode? Visit(ComposeNode node, Shape shape)
        {
            if (shape.Dropped)
            {
                return null;
            }

            var result = node switch
            {
                ComposeMapping mapping when shape.Attributes is not null || shape.Other is not null => VisitMapping(mapping, shape),
                ComposeSequence sequence when shape.Item is not null => VisitList(sequence, shape.Item),
                ComposeScalar { Kind: ScalarKind.Timestamp } date when (shape.Scalars & ScalarKinds.Text) != 0 && shape.Value is null =>
                    ComposeScalar.Of(ScalarText.Of(date), date.Span),
                _ => node,
            };
            return shape.Value is null ? result : shape.Value(result, Path, Context);
        }

        private ComposeMapping VisitMapping(ComposeMapping mapping, Shape shape) => TreeRewriter.Map(mapping, (Walk: this, Shape: shape), static (entry, s) =>
        {
            var (walk, shape) = s;
            var known = false;
            Shape? below = null;
            if (shape.Attributes is not null)
            {
                known = shape.Attributes.TryGetValue(entry.Key, out below);
            }

            if (!known)
            {
                if (shape.Extensible && entry.Key.StartsWith("x-", StringComparison.Ordinal))
                {
                    return entry.Value;
                }

                if (shape.Other is null)
                {
                    return null;
                }

                below = shape.Other;
            }

            walk.Path.Push(entry.Key);
            var value = walk.Visit(entry.Value, below!);
            walk.Path.Pop();
            return known && value is not null && !below!.KeepEmpty && SaysNothing(value, below) ? null : value;
        });

        private ComposeSequence VisitList(ComposeSequence sequence, Shape item) => TreeRewriter.Map(sequence, (Walk: this, Shape: item), static (node, i, s) =>
        {
            s.Walk.Path.Push(i);
            var value = s.Walk.Visit(node, s.Shape);
            s.Walk.Path.Pop();
            return value;
        });

        private static bool SaysNothing(ComposeNode node, Shape shape) => node switch
        {
            ComposeScalar scalar => scalar.Kind == ScalarKind.Null || scalar.Text.Length == 0
                || (scalar.Kind == ScalarKind.Boolean && scalar.Text == "false")
                || (scalar.Kind is ScalarKind.Whole or ScalarKind.Fraction && (scalar.Text is "0" or "-0")),
            ComposeSequence sequence => sequence.Items.IsEmpty,
            ComposeMapping mapping => mapping.Entries.IsEmpty && shape.Attributes is null,
            _ => false,
        };
    }
}
