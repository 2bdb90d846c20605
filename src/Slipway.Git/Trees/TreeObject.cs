using System.Collections.Immutable;
using System.Text;

namespace Slipway.Git.Trees;

/// <summary>The entries of one Git tree, read from its raw form: mode, space, name, NUL, id in bytes.</summary>
internal static class TreeObject
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="content">The raw object.</param>
    /// <param name="directory">The path of the tree; empty for the root.</param>
    /// <param name="idLength">How many bytes an id has.</param>
    /// <param name="unsafeNames">Gets a description of each entry that is left out because its name cannot be a file's.</param>
    public static ImmutableArray<TreeEntry> Parse(ReadOnlySpan<byte> content, string directory, int idLength, List<string> unsafeNames)
    {
        var entries = ImmutableArray.CreateBuilder<TreeEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!content.IsEmpty)
        {
            var space = content.IndexOf((byte)' ');
            var end = content.IndexOf((byte)0);
            if (space < 0 || end < space || content.Length < end + 1 + idLength)
            {
                throw new InvalidDataException($"the Git tree of '{directory}' is damaged");
            }

            var mode = Encoding.ASCII.GetString(content[..space]);
            var name = Decode(content[(space + 1)..end]);
            var id = Convert.ToHexStringLower(content.Slice(end + 1, idLength));
            content = content[(end + 1 + idLength)..];

            if (name is null || !IsSafe(name) || !seen.Add(name))
            {
                unsafeNames.Add(name ?? "(a name that is not UTF-8)");
                continue;
            }

            var path = directory.Length == 0 ? name : $"{directory}/{name}";
            entries.Add(new TreeEntry(path, KindOf(mode), id, mode == "100755"));
        }

        return entries.ToImmutable();
    }

    /// <summary>Git itself never stores these, but whoever pushes can.</summary>
    private static bool IsSafe(string name) =>
        name.Length > 0 && name is not ("." or "..") && !name.Contains('/') && !name.Equals(".git", StringComparison.OrdinalIgnoreCase);

    private static string? Decode(ReadOnlySpan<byte> name)
    {
        try
        {
            return Strict.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static EntryKind KindOf(string mode) => mode switch
    {
        "40000" or "040000" => EntryKind.Directory,
        "120000" => EntryKind.Link,
        "160000" => EntryKind.Submodule,
        _ => EntryKind.File,
    };
}
