using Slipway.Core.Engines;

namespace Slipway.Docker.Connection;

/// <summary>
/// Names become part of request paths, and they come from repositories: one with a slash or dots in it would reach another call of the
/// engine's API. What does not look like a name is refused before anything is sent.
/// </summary>
internal static class PathSegment
{
    /// <summary>Checks the name or id of a container, network or volume.</summary>
    public static string Name(string name) => IsPlain(name, allowSlash: false) ? name : throw Refused(name);

    /// <summary>Checks an image reference, which may have slashes.</summary>
    public static string Image(string reference) => IsPlain(reference, allowSlash: true) ? reference : throw Refused(reference);

    private static bool IsPlain(string text, bool allowSlash)
    {
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (character <= ' ' || character is '?' or '#' or '%' or '\\' or '\x7f' || (character == '/' && !allowSlash))
            {
                return false;
            }
        }

        return text.Split('/').All(segment => segment is not ("" or "." or ".."));
    }

    private static EngineException Refused(string name) => new(
        EngineFailure.Other, 0, $"\"{name}\" cannot be the name of an image, container, network or volume; use letters, digits, '_', '.' and '-'");
}
