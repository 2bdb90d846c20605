namespace Slipway.Compose;

/// <summary>Finds what is written at a place.</summary>
internal static class RawTexts
{
    /// <summary>The text of the single value that begins at a place; null where there is none.</summary>
    public static string? At(ComposeNode root, SourceSpan span) => root switch
    {
        ComposeScalar { Kind: not ScalarKind.Null } scalar => scalar.Span == span ? scalar.Text : null,
        ComposeMapping mapping => mapping.Entries.Select(e => At(e.Value, span)).FirstOrDefault(text => text is not null),
        ComposeSequence sequence => sequence.Items.Select(item => At(item, span)).FirstOrDefault(text => text is not null),
        _ => null,
    };
}
