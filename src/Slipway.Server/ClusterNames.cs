using System.Text.RegularExpressions;
using Slipway.Server.Errors;

namespace Slipway.Server;

/// <summary>Names of environments, which are Compose project names (Compose Specification, "Name top-level element").</summary>
internal static partial class ClusterNames
{
    private const int MaxLength = 63;

    public static bool IsValid(string name) => name.Length <= MaxLength && Pattern().IsMatch(name);

    public static IResult Problem(string name) => Problems.Make(
        400, "bad-name", "Not a name", $"\"{name}\" is not a name; use lower-case letters, digits, _ and -, begin with a letter or digit, at most {MaxLength} characters.");

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]*$")]
    private static partial Regex Pattern();
}
