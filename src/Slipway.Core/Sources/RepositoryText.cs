namespace Slipway.Core.Sources;

/// <summary>Repositories as they may be shown: in views, labels and findings.</summary>
public static class RepositoryText
{
    /// <summary>Takes the password, or a token that stands for one, out of a URL. Paths and other URLs stay as they are.</summary>
    public static string ForPeople(string repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var scheme = repository.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return repository;
        }

        var host = scheme + 3;
        var path = repository.IndexOf('/', host);
        var at = repository.LastIndexOf('@', (path < 0 ? repository.Length : path) - 1);
        // ssh://git@host names a user, not a secret.
        var isSecret = at > host && (repository.IndexOf(':', host, at - host) >= 0 || !repository.StartsWith("ssh", StringComparison.Ordinal));
        return isSecret ? repository[..host] + repository[(at + 1)..] : repository;
    }
}
