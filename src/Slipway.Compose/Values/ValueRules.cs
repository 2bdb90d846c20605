using System.Globalization;

namespace Slipway.Compose;

/// <summary>How values of each sort look in the finished project. Children come first, so a rule sees finished ones.</summary>
internal static partial class ValueRules
{
    private static readonly string[] AlwaysPrinted = ["command", "entrypoint"];

    public static ComposeNode? Text(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeScalar { Kind: not (ScalarKind.Null or ScalarKind.Text) } scalar ? ComposeScalar.Of(ScalarText.Of(scalar), scalar.Span) : node;

    /// <summary>Text in a free mapping or list: nothing becomes empty text.</summary>
    public static ComposeNode? KeptText(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeScalar { Kind: not ScalarKind.Text } scalar ? ComposeScalar.Of(ScalarText.Of(scalar), scalar.Span) : node;

    public static ComposeNode? List(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeScalar { Kind: not ScalarKind.Null } ? new ComposeSequence([node], node.Span) : node;

    public static ComposeNode? Boolean(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeScalar { Kind: ScalarKind.Text } text)
        {
            return node;
        }

        var value = CastRule.ParseBoolean(text.Text);
        if (value is null)
        {
            context.Error(Rules.NotABoolean, node, path, $"\"{text.Text}\" is not a boolean; write true or false.");
        }

        return ComposeScalar.Of(value ?? false, node.Span);
    }

    public static ComposeNode? Bytes(ComposeNode node, ModelPath path, LoadContext context)
    {
        switch (node)
        {
            case ComposeScalar { Kind: ScalarKind.Whole } number:
                // Like a bare fraction, a number beyond 63 bits is ignored by the reference.
                return number.Text is "0" || !long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : ComposeScalar.Of(number.Text, node.Span);
            case ComposeScalar { Kind: ScalarKind.Fraction }:
                // The reference ignores a bare fraction.
                return null;
            case ComposeScalar { Kind: ScalarKind.Text } text:
                if (!ByteSize.TryParse(text.Text, out var value))
                {
                    context.Error(Rules.ByteSize, node, path, $"\"{text.Text}\" is not a size; write a number with a unit, such as 512m or 1.5g.");
                    return null;
                }

                return value == 0 ? null : ComposeScalar.Of(value.ToString(CultureInfo.InvariantCulture), node.Span);
            default:
                return node;
        }
    }

    public static ComposeNode? Duration(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeScalar { Kind: ScalarKind.Text } text)
        {
            return node;
        }

        if (!DurationText.TryParse(text.Text, out var nanoseconds))
        {
            context.Error(Rules.Duration, node, path, $"\"{text.Text}\" is not a duration; write a number with a unit, such as 30s or 1m30s.");
            return null;
        }

        return ComposeScalar.Of(DurationText.Format(nanoseconds), node.Span);
    }

    /// <summary>A duration that goes away when it is zero.</summary>
    public static ComposeNode? OptionalDuration(ComposeNode node, ModelPath path, LoadContext context) =>
        Duration(node, path, context) is ComposeScalar { Text: not "0s" } duration ? duration : null;

    private static string Octal(long value) => (value < 0 ? "0-" : "0") + Convert.ToString(Math.Abs(Math.Max(value, -long.MaxValue)), 8);

    /// <summary>A permission: a number counts by value, text is read as octal.</summary>
    public static ComposeNode? FileMode(ComposeNode node, ModelPath path, LoadContext context)
    {
        switch (node)
        {
            case ComposeScalar { Kind: ScalarKind.Whole } number when long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value):
                return ComposeScalar.Of(Octal(value), node.Span);
            case ComposeScalar { Kind: ScalarKind.Whole or ScalarKind.Fraction } number:
                context.Error(Rules.FileMode, node, path, $"{number.Text} is not a permission; write for example 0440.");
                return null;
            case ComposeScalar { Kind: ScalarKind.Text } text:
                var digits = text.Text.AsSpan(text.Text.Length > 0 && text.Text[0] is '+' or '-' ? 1 : 0);
                if (digits.Length is 0 or > 21 || digits.ContainsAnyExceptInRange('0', '7'))
                {
                    context.Error(Rules.FileMode, node, path, $"\"{text.Text}\" is not an octal permission; write for example \"0440\".");
                    return null;
                }

                var mode = Convert.ToInt64(digits.ToString(), 8);
                return ComposeScalar.Of(Octal(text.Text[0] == '-' ? -mode : mode), node.Span);
            default:
                return node;
        }
    }

    /// <summary>Entries of <c>gpus</c> accept any attribute; those that mean something are kept.</summary>
    public static ComposeNode? OnlyDeviceRequest(ComposeNode node, ModelPath path, LoadContext context) => node is ComposeMapping mapping
        ? TreeRewriter.Map(mapping, 0, static (entry, _) => CommonShapes.Device.Attributes!.ContainsKey(entry.Key) ? entry.Value : null)
        : node;

    public static ComposeNode? CreateHostPath(ComposeNode node, ModelPath path, LoadContext context) => Boolean(node, path, context);

    public static ComposeNode? Command(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeScalar { Kind: ScalarKind.Text } text)
        {
            return node;
        }

        var (words, problem) = CommandWords.Split(text.Text);
        if (problem is not null)
        {
            context.Error(Rules.CommandText, node, path, problem);
        }
        else if (!context.Report.CountNodes(words.Count))
        {
            context.Error(Rules.TooManyNodes, node, path, $"with the words of this command, the project has more than {context.Limits.MaxTotalNodes} nodes; write shorter commands.");
            return null;
        }

        return new ComposeSequence([.. words.Select(w => (ComposeNode)ComposeScalar.Of(w, node.Span))], node.Span);
    }

    public static ComposeNode? HealthTest(ComposeNode node, ModelPath path, LoadContext context) => node is ComposeScalar { Kind: ScalarKind.Text } text
        ? new ComposeSequence([ComposeScalar.Of("CMD-SHELL", text.Span), text], text.Span)
        : node;

    public static ComposeNode? WithCommand(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeMapping mapping ? WithNull(mapping, "command") : node;

    public static ComposeNode? Service(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeMapping service)
        {
            return node;
        }

        foreach (var name in AlwaysPrinted)
        {
            service = WithNull(service, name);
        }

        return service;
    }

    /// <summary>A resource that is counted: kind and number are printed even when they are not said.</summary>
    public static ComposeNode? Discrete(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeMapping mapping)
        {
            return node;
        }

        mapping = mapping["kind"] is null ? mapping.With("kind", ComposeScalar.Of("", node.Span)) : mapping;
        return mapping["value"] is null ? mapping.With("value", ComposeScalar.Of(0, node.Span)) : mapping;
    }

    public static ComposeNode? Deploy(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeMapping mapping ? WithEmpty(WithEmpty(mapping, "resources"), "placement") : node;

    public static ComposeNode? Network(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeMapping mapping ? WithEmpty(mapping, "ipam") : node;

    public static ComposeNode? WatchTrigger(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeMapping mapping || mapping["exec"] is not null)
        {
            return node;
        }

        var none = new ComposeMapping([new ComposeEntry("command", node.Span, ComposeScalar.Null(node.Span))], node.Span);
        return mapping.With("exec", none);
    }

    public static ComposeNode? Variables(ComposeNode node, ModelPath path, LoadContext context) => MapRules.Variables(node, path, context);

    public static ComposeNode? Labels(ComposeNode node, ModelPath path, LoadContext context) => MapRules.Labels(node, path, context);

    public static ComposeNode? ExtraHosts(ComposeNode node, ModelPath path, LoadContext context) => MapRules.ExtraHosts(node, path, context);

    public static ComposeNode? StorageOptions(ComposeNode node, ModelPath path, LoadContext context) => MapRules.StorageOptions(node, path, context);

    public static ComposeNode? ProviderOptions(ComposeNode node, ModelPath path, LoadContext context) => MapRules.ProviderOptions(node, path, context);

    public static ComposeNode? Ssh(ComposeNode node, ModelPath path, LoadContext context) => MapRules.Ssh(node, path, context);

    private static ComposeMapping WithNull(ComposeMapping mapping, string name) =>
        mapping[name] is null ? mapping.With(name, ComposeScalar.Null(mapping.Span)) : mapping;

    private static ComposeMapping WithEmpty(ComposeMapping mapping, string name) =>
        mapping[name] is null ? mapping.With(name, new ComposeMapping([], mapping.Span)) : mapping;
}
