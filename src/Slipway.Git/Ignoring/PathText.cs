namespace Slipway.Git.Ignoring;

/// <summary>Arithmetic on relative paths with <c>/</c>.</summary>
internal static class PathText
{
    /// <summary>Removes <c>.</c>, doubled and outer slashes, and <c>..</c> where a name stands before it. Of nothing, <c>.</c> is left.</summary>
    public static string Clean(string text)
    {
        var kept = new List<string>();
        foreach (var part in text.Split('/'))
        {
            if (part == ".." && kept.Count > 0 && kept[^1] != "..")
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                kept.Add(part);
            }
        }

        return kept.Count == 0 ? "." : string.Join('/', kept);
    }
}
