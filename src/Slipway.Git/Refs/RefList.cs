using Slipway.Core.Sources;

namespace Slipway.Git.Refs;

/// <summary>Reads the answer of <c>ls-remote --symref</c>.</summary>
internal static class RefList
{
    private const string Peeled = "^{}";

    public static RemoteRefs Parse(IEnumerable<string> lines)
    {
        string? head = null;
        var refs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0)
            {
                continue;
            }

            var (value, name) = (line[..tab], line[(tab + 1)..]);
            if (name == "HEAD")
            {
                head = value.StartsWith("ref: ", StringComparison.Ordinal) ? value[5..] : head;
            }
            else if (name.EndsWith(Peeled, StringComparison.Ordinal))
            {
                // An annotated tag is an object of its own; what counts is the commit behind it, which comes after it.
                refs[name[..^Peeled.Length]] = value;
            }
            else if (IsListed(name))
            {
                refs[name] = value;
            }
        }

        return new RemoteRefs(head, [.. refs.Select(r => new RemoteRef(r.Key, r.Value)).OrderBy(r => r.Name, StringComparer.Ordinal)]);
    }

    private static bool IsListed(string name) =>
        name.StartsWith("refs/heads/", StringComparison.Ordinal) || name.StartsWith("refs/tags/", StringComparison.Ordinal)
        || (name.StartsWith("refs/pull/", StringComparison.Ordinal) && name.EndsWith("/head", StringComparison.Ordinal));
}
