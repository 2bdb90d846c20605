using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Repositories;

/// <summary>Finds the connected repository that somebody means: by path, URL, <c>owner/name</c> or id.</summary>
internal static class KnownRepository
{
    /// <exception cref="CliException">None is meant.</exception>
    public static async Task<RepositoryView> FindAsync(Surroundings surroundings, ApiClient api, string typed, CancellationToken cancellationToken)
    {
        var all = await api.GetAsync("api/repositories", ApiJson.Default.ImmutableArrayRepositoryView, cancellationToken);
        var path = Path.GetFullPath(typed, surroundings.Directory).TrimEnd('/');
        return all.FirstOrDefault(r => r.Id == typed || r.Repository == typed.TrimEnd('/') || string.Equals(r.GitHub, typed, StringComparison.OrdinalIgnoreCase))
            ?? all.Where(r => r.IsLocal && (path == r.Repository || path.StartsWith(r.Repository + "/", StringComparison.Ordinal) || r.Repository == path + "/.git"))
                .MaxBy(r => r.Repository.Length)
            ?? throw NotFound(surroundings, typed, [.. all.SelectMany(r => new[] { r.Repository, r.GitHub }).OfType<string>()]);
    }

    private static CliException NotFound(Surroundings surroundings, string typed, string[] known)
    {
        var meant = Spelling.Nearest(typed, known) is { } nearest ? $"; did you mean '{nearest}'?" : string.Empty;
        var next = known.Length == 0 ? $"connect one: {surroundings.Command} connect URL|PATH" : $"{surroundings.Command} repos lists them all";
        return new CliException(ExitCodes.NotFound, $"no repository '{typed}' is connected{meant}", next);
    }
}
