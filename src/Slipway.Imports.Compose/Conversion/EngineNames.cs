using System.Text.RegularExpressions;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Names as the engine accepts them (Docker Engine, "restricted name pattern"). What else is written could reach other parts of its API.</summary>
internal static partial class EngineNames
{
    public static void Check(string? name, ConversionContext context, params ReadOnlySpan<string> path)
    {
        if (name is not null && !Pattern().IsMatch(name))
        {
            context.Report.Refuse(Codes.BadName, $"\"{name}\" is not a name; use letters, digits, _, . and -, and begin with a letter or digit", path);
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_.-]*\\z")]
    private static partial Regex Pattern();
}
