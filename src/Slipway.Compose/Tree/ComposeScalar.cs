using System.Globalization;

namespace Slipway.Compose;

/// <summary>A single value. Its text is canonical for its kind: decimal integers, <c>true</c>/<c>false</c>, shortest floats, nothing for null.</summary>
public sealed class ComposeScalar : ComposeNode
{
    /// <summary>Creates a scalar.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="text">Its text, canonical for the kind.</param>
    /// <param name="span">Where it is written.</param>
    public ComposeScalar(ScalarKind kind, string text, SourceSpan span)
        : base(span)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>Gets what it is.</summary>
    public ScalarKind Kind { get; }

    /// <summary>Gets the text.</summary>
    public string Text { get; }

    internal bool IsTrue => Kind == ScalarKind.Boolean && Text == "true";

    internal static ComposeScalar Null(SourceSpan span) => new(ScalarKind.Null, "", span);

    internal static ComposeScalar Of(string text, SourceSpan span) => new(ScalarKind.Text, text, span);

    internal static ComposeScalar Of(bool value, SourceSpan span) => new(ScalarKind.Boolean, value ? "true" : "false", span);

    internal static ComposeScalar Of(long value, SourceSpan span) => new(ScalarKind.Whole, value.ToString(CultureInfo.InvariantCulture), span);

    internal override ComposeNode WithMark(NodeMark mark) => new ComposeScalar(Kind, Text, Span) { Mark = mark };

    /// <inheritdoc/>
    public override string ToString() => Kind == ScalarKind.Null ? "null" : Text;
}
