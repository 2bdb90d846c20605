namespace Slipway.Core.Clusters;

/// <summary>The value of an attribute as text.</summary>
/// <param name="Text">By which it is compared, in full.</param>
/// <param name="IsHidden">Whether it is never shown.</param>
/// <param name="IsContent">Whether it is the id of content.</param>
internal sealed record AttributeValue(string Text, bool IsHidden = false, bool IsContent = false)
{
    private const int LongestShown = 60;
    private const int ShortId = 8;

    /// <summary>Gets the value of what is there or not, and nothing more.</summary>
    public static AttributeValue Mark { get; } = new(string.Empty, IsHidden: true);

    /// <summary>Gets the text in one short line.</summary>
    public string Shown
    {
        get
        {
            var line = Text.ReplaceLineEndings(" ");
            return IsContent && line.Length > ShortId ? line[..ShortId] : line.Length > LongestShown ? line[..(LongestShown - 1)] + "…" : line;
        }
    }
}
