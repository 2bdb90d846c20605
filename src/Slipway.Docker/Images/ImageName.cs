namespace Slipway.Docker.Images;

/// <summary>The parts of an image reference.</summary>
/// <param name="Registry">The registry's host; <c>docker.io</c> where none is written.</param>
/// <param name="Repository">Everything before tag and digest, as written.</param>
/// <param name="Tag">The tag, or null.</param>
/// <param name="Digest">The digest, or null.</param>
internal sealed record ImageName(string Registry, string Repository, string? Tag, string? Digest)
{
    public const string DefaultRegistry = "docker.io";

    /// <summary>Gets the reference with a tag, because without one the engine fetches every tag there is.</summary>
    public string WithTag => Digest is not null ? $"{Repository}@{Digest}" : $"{Repository}:{Tag ?? "latest"}";

    public static ImageName Parse(string reference)
    {
        var (rest, digest) = Split(reference, reference.IndexOf('@', StringComparison.Ordinal));
        var slash = rest.LastIndexOf('/');
        var colon = rest.LastIndexOf(':');

        // A colon before the last slash is a port.
        var (repository, tag) = Split(rest, colon > slash ? colon : -1);
        var first = repository.Split('/')[0];
        var hasRegistry = repository.Contains('/', StringComparison.Ordinal)
            && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost");
        return new ImageName(hasRegistry ? first : DefaultRegistry, repository, tag, digest);
    }

    private static (string Before, string? After) Split(string text, int at) => at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
}
