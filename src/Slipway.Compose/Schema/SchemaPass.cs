using System.Globalization;

namespace Slipway.Compose;

/// <summary>Checks a tree, in any mix of short and long forms, against what the specification allows.</summary>
internal static class SchemaPass
{
    public static ComposeNode Run(ComposeNode root, LoadContext context)
    {
        new Validation(context).Check(root, ProjectShapes.Project);
        return root;
    }

    private sealed class Validation(LoadContext context)
    {
        private readonly ModelPath _path = new();

        public void Check(ComposeNode node, Shape shape)
        {
            if (shape.Anything)
            {
                CheckJson(node);
                return;
            }

            switch (node)
            {
                case ComposeMapping mapping when shape.TakesMapping:
                    CheckMapping(mapping, shape);
                    break;
                case ComposeSequence sequence when shape.TakesList:
                    CheckList(sequence, shape);
                    break;
                case ComposeScalar scalar when (shape.Scalars & KindOf(scalar)) != 0:
                    CheckScalar(scalar, shape);
                    break;
                default:
                    context.Error(Rules.WrongKind, node, _path, ShapeWords.Mismatch(node, shape));
                    break;
            }
        }

        private void CheckMapping(ComposeMapping mapping, Shape shape)
        {
            // Nothing that is found now would be listed.
            if (context.Report.IsFull)
            {
                return;
            }

            foreach (var entry in mapping.Entries)
            {
                _path.Push(entry.Key);
                if (shape.Attributes is not null && shape.Attributes.TryGetValue(entry.Key, out var attribute))
                {
                    Check(entry.Value, attribute);
                }
                else if (shape.Extensible && entry.Key.StartsWith("x-", StringComparison.Ordinal))
                {
                    CheckJson(entry.Value);
                }
                else if (shape.Other is not { } other)
                {
                    Unknown(entry, shape);
                }
                else if (shape.KeyRule is { } rule && !rule(entry.Key))
                {
                    if (shape.OffRule is { } loose)
                    {
                        Check(entry.Value, loose);
                        _path.Pop();
                        continue;
                    }

                    context.Report.Add(Rules.BadName, entry.KeySpan, _path.ToString(), $"\"{entry.Key}\" cannot be a name here; use letters, digits, _ . and -.");
                }
                else
                {
                    Check(entry.Value, other);
                }

                _path.Pop();
            }

            foreach (var name in shape.Required)
            {
                if (mapping[name] is null && !context.Report.IsPartial && !context.Report.IsExplained(_path.ToString(), name))
                {
                    context.Error(Rules.MissingAttribute, mapping, _path, $"the attribute {name} is missing; add it.");
                }
            }
        }

        private void Unknown(ComposeEntry entry, Shape shape)
        {
            var closest = shape.Attributes is null ? null : ShapeWords.Closest(entry.Key, shape.Attributes.Keys);
            context.Report.Add(Rules.UnknownAttribute, entry.KeySpan, _path.ToString(), ShapeWords.Unknown(entry.Key, closest, shape));
            _path.Pop();
            context.Report.Explain(_path.ToString(), closest ?? "");
            context.Report.Explain(_path.ToString(), LoadReport.Anything);
            _path.Push(entry.Key);
        }

        private void CheckList(ComposeSequence sequence, Shape shape)
        {
            var seen = shape.UniqueItems ? new Dictionary<string, int>(StringComparer.Ordinal) : null;
            for (var i = 0; i < sequence.Items.Length; i++)
            {
                var item = sequence.Items[i];
                _path.Push(i);
                Check(item, shape.Item!);
                if (seen is not null && !seen.TryAdd(NodeText.Of(item), i))
                {
                    context.Error(Rules.DuplicateItem, item, _path, $"this item is in the list already, at position {seen[NodeText.Of(item)]}; remove one of them.");
                }

                _path.Pop();
            }
        }

        private void CheckScalar(ComposeScalar scalar, Shape shape)
        {
            if (scalar is { Kind: ScalarKind.Fraction, Text: "+Inf" or "-Inf" or "NaN" })
            {
                CheckJson(scalar);
            }
            else if (scalar.Kind == ScalarKind.Text)
            {
                if (!shape.Words.IsEmpty && !shape.Words.Contains(scalar.Text))
                {
                    context.Error(Rules.BadValue, scalar, _path, $"\"{scalar.Text}\" is not possible here; use {ShapeWords.Choice(shape.Words)}.{ShapeWords.DidYouMean(scalar.Text, shape.Words)}");
                }
                else if (shape.TextRule is { } rule && !rule.Test(scalar.Text))
                {
                    context.Error(Rules.BadValue, scalar, _path, $"\"{scalar.Text}\" is not possible here; use {rule.Wants}.");
                }
            }
            else if (scalar.Kind is ScalarKind.Whole or ScalarKind.Fraction && shape.Range is { } range)
            {
                CheckRange(scalar, range);
            }
        }

        private void CheckRange(ComposeScalar scalar, (double Min, double Max) range)
        {
            var value = double.Parse(scalar.Text, CultureInfo.InvariantCulture);
            if (value < range.Min || value > range.Max)
            {
                var wants = range.Max == double.MaxValue
                    ? $"at least {range.Min.ToString(CultureInfo.InvariantCulture)}"
                    : $"between {range.Min.ToString(CultureInfo.InvariantCulture)} and {range.Max.ToString(CultureInfo.InvariantCulture)}";
                context.Error(Rules.BadValue, scalar, _path, $"{scalar.Text} is out of range; use a number {wants}.");
            }
        }

        /// <summary>Free values may be anything that JSON can hold.</summary>
        private void CheckJson(ComposeNode node)
        {
            switch (node)
            {
                case ComposeScalar { Kind: ScalarKind.Fraction, Text: "+Inf" or "-Inf" or "NaN" } scalar:
                    context.Error(Rules.NotFinite, scalar, _path, "an infinite number cannot be used; write a finite one, or quote it.");
                    break;
                case ComposeMapping mapping:
                    foreach (var entry in mapping.Entries)
                    {
                        _path.Push(entry.Key);
                        CheckJson(entry.Value);
                        _path.Pop();
                    }

                    break;
                case ComposeSequence sequence:
                    for (var i = 0; i < sequence.Items.Length; i++)
                    {
                        _path.Push(i);
                        CheckJson(sequence.Items[i]);
                        _path.Pop();
                    }

                    break;
            }
        }

        private static ScalarKinds KindOf(ComposeScalar scalar) => scalar.Kind switch
        {
            ScalarKind.Null => ScalarKinds.Null,
            ScalarKind.Boolean => ScalarKinds.Boolean,
            ScalarKind.Whole => ScalarKinds.Integer,
            // A float without a fraction is a whole number to the schema.
            ScalarKind.Fraction => IsWhole(scalar.Text) ? ScalarKinds.Integer | ScalarKinds.Fraction : ScalarKinds.Fraction,
            _ => ScalarKinds.Text,
        };

        private static bool IsWhole(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && Math.Floor(value) == value;
    }
}
