using YamlDotNet.Core;

namespace Slipway.Compose;

/// <summary>Says in the user's words what the parser complains about. The parser has no codes, so its texts are all there is to go by.</summary>
internal static class YamlMessages
{
    private const string Prefix = "this is not YAML: ";

    private static readonly (string Theirs, string Ours)[] Known =
    [
        ("unexpected end of stream", "the quote that opens here is not closed."),
        ("wrong indentation", "the quote that opens here is not closed, or its text is not indented."),
        ("expected '-' indicator", "a key cannot stand beside list items; indent it, or begin the line with \"- \"."),
        ("invalid mapping", "a colon cannot stand here; put the value in quotes, or check the indentation of this line and the one above."),
        ("expected key", "this does not fit the lines above; check its indentation and its quotes."),
        ("cannot start any token", "a value cannot begin with this character; put the value in quotes."),
    ];

    /// <summary>Explains a fault.</summary>
    /// <param name="error">What the parser says.</param>
    /// <param name="opened">The bracket that is open there, in words; null when there is none.</param>
    public static string Explain(YamlException error, string? opened)
    {
        if (opened is not null)
        {
            return Prefix + opened;
        }

        foreach (var (theirs, ours) in Known)
        {
            if (error.Message.Contains(theirs, StringComparison.Ordinal))
            {
                return Prefix + ours;
            }
        }

        var message = error.Message.TrimEnd('.');
        return $"{Prefix}{char.ToLowerInvariant(message[0])}{message[1..]}.";
    }

    public static bool IsAboutTabs(YamlException error) => error.Message.Contains("tab", StringComparison.OrdinalIgnoreCase);
}
