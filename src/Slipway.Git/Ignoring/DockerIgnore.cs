using System.Collections.Immutable;

namespace Slipway.Git.Ignoring;

/// <summary>What a <c>.dockerignore</c> keeps out of a build context. The last pattern that covers a path decides.</summary>
internal sealed class DockerIgnore
{
    /// <summary>Keeps nothing out.</summary>
    public static readonly DockerIgnore Nothing = new([]);

    private readonly ImmutableArray<IgnorePattern> _patterns;

    private DockerIgnore(ImmutableArray<IgnorePattern> patterns) => _patterns = patterns;

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="FormatException">A line is no pattern; the message begins with its number.</exception>
    public static DockerIgnore Parse(string text)
    {
        var patterns = ImmutableArray.CreateBuilder<IgnorePattern>();
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            try
            {
                if (IgnorePattern.Parse(line) is { } pattern)
                {
                    patterns.Add(pattern);
                }
            }
            catch (Exception error) when (error is FormatException or ArgumentException)
            {
                throw new FormatException($"{number}:1: {error.Message}", error);
            }
        }

        return new DockerIgnore(patterns.ToImmutable());
    }

    /// <summary>Whether a path, relative to the context and with <c>/</c>, is kept out.</summary>
    public bool Excludes(string path)
    {
        var excluded = false;
        foreach (var pattern in _patterns)
        {
            // A pattern that would change nothing need not be tried.
            if (pattern.Negated == excluded && pattern.Covers(path))
            {
                excluded = !pattern.Negated;
            }
        }

        return excluded;
    }

    /// <summary>Whether something below a directory that is itself kept out may still be taken in.</summary>
    public bool MayIncludeBelow(string directory) => _patterns.Any(p => p.Negated && p.MayCoverBelow(directory));
}
