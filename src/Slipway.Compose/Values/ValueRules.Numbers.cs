using System.Globalization;

namespace Slipway.Compose;

/// <content>Numbers.</content>
internal static partial class ValueRules
{
    /// <summary>A group: text, or a whole number, however large.</summary>
    public static ComposeNode? Group(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeScalar { Kind: ScalarKind.Fraction } number)
        {
            context.Error(Rules.NotANumber, node, path, $"{number.Text} is not a group; write its name, or a whole number.");
            return null;
        }

        return KeptText(node, path, context);
    }

    /// <summary>A whole number; a fraction is cut off.</summary>
    public static ComposeNode? Integer(ComposeNode node, ModelPath path, LoadContext context)
    {
        switch (node)
        {
            case ComposeScalar { Kind: ScalarKind.Fraction } number:
                return double.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < long.MaxValue
                    ? ComposeScalar.Of((long)value, node.Span)
                    : node;
            case ComposeScalar { Kind: ScalarKind.Text } text:
                if (long.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed))
                {
                    return ComposeScalar.Of(parsed, node.Span);
                }

                context.Error(Rules.NotANumber, node, path, $"\"{text.Text}\" is not a whole number.");
                return null;
            case ComposeScalar { Kind: ScalarKind.Whole } large when ulong.TryParse(large.Text, CultureInfo.InvariantCulture, out var unsigned) && unsigned > long.MaxValue:
                // Beyond 63 bits the reference takes the bits for a negative number.
                return ComposeScalar.Of(unchecked((long)unsigned), node.Span);
            default:
                return node;
        }
    }

    /// <summary>A whole number that cannot be text, although the schema allows it.</summary>
    public static ComposeNode? StrictInteger(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeScalar { Kind: ScalarKind.Text } text)
        {
            context.Error(Rules.NotANumber, node, path, $"\"{text.Text}\" is text; write the number without quotes.");
            return null;
        }

        return Unsigned(node, path, context);
    }

    public static ComposeNode? Unsigned(ComposeNode node, ModelPath path, LoadContext context)
    {
        var number = node is ComposeScalar { Kind: ScalarKind.Whole } ? node : Integer(node, path, context);
        if (number is ComposeScalar { Kind: ScalarKind.Whole } scalar && scalar.Text[0] == '-')
        {
            context.Error(Rules.Negative, node, path, $"{scalar.Text} is negative; use 0 or more.");
            return null;
        }

        return number;
    }

    public static ComposeNode? Ratio(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeScalar { Kind: ScalarKind.Text } text)
        {
            context.Error(Rules.NotANumber, node, path, $"\"{text.Text}\" is not a number.");
            return null;
        }

        return node is ComposeScalar { Kind: ScalarKind.Fraction } number && FloatText.TryParse(number.Text, out var value)
            ? new ComposeScalar(ScalarKind.Fraction, Numbers.ToText((float)value), node.Span)
            : node;
    }

    public static ComposeNode? Cpus(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeScalar { Kind: not ScalarKind.Null } scalar)
        {
            return node;
        }

        if (!FloatText.TryParse(scalar.Text, out var number) || (float)number is var value && !float.IsFinite(value))
        {
            context.Error(Rules.NotANumber, node, path, $"\"{scalar.Text}\" is not a number of processors; write for example 0.5.");
            return null;
        }

        return new ComposeScalar(ScalarKind.Fraction, Numbers.ToText(value), node.Span);
    }

    public static ComposeNode? DeviceCount(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeScalar { Kind: ScalarKind.Text or ScalarKind.Whole } scalar)
        {
            return Integer(node, path, context);
        }

        if (scalar is { Kind: ScalarKind.Text, Text: "all" })
        {
            return ComposeScalar.Of(-1, node.Span);
        }

        if (long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
        {
            return ComposeScalar.Of(count, node.Span);
        }

        context.Error(Rules.NotANumber, node, path, $"\"{scalar.Text}\" is not a number of devices; write a number, or all.");
        return null;
    }

    public static ComposeNode? Ulimit(ComposeNode node, ModelPath path, LoadContext context) => node switch
    {
        ComposeScalar { Kind: ScalarKind.Whole, Text: "0" } => new ComposeMapping([], node.Span),
        ComposeMapping => node,
        _ => LimitNumber(node, path, context),
    };

    /// <summary>A limit: a whole number of 64 bits. Text was made a number before, where that is done at all.</summary>
    public static ComposeNode? LimitNumber(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeScalar { Kind: ScalarKind.Whole } number && long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return node;
        }

        context.Error(Rules.NotANumber, node, path, "a limit is a whole number, written without quotes, or a mapping with soft and hard.");
        return null;
    }
}
