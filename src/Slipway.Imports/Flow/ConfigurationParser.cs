using System.Text;
using Slipway.Core.Clusters;
using Slipway.Core.Sources;
using Slipway.Imports.Formats;
using Slipway.Imports.Requests;

namespace Slipway.Imports.Flow;

/// <summary>Reads the configuration of an import at the commit that its ref resolves to, under the name that its cluster gets.</summary>
public sealed class ConfigurationParser<TFormat>(IRepositories repositories, TFormat format)
    where TFormat : IFormat
{
    /// <summary>Fetches, resolves and parses.</summary>
    /// <param name="import">What was asked for.</param>
    /// <param name="phase">Is told what is being done.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SourceException">Something is wrong with the repository, ref or path.</exception>
    public async Task<ParsedImport> ParseAsync(Import import, Action<string> phase, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(phase);
        phase("fetching the repository");
        var location = await repositories.LocateAsync(import.Requested, cancellationToken).ConfigureAwait(false);
        var resolved = await repositories.ResolveAsync(location, import.Ref, cancellationToken).ConfigureAwait(false);

        phase($"reading the configuration at {resolved.Commit[..8]}");
        var tree = await repositories.OpenAsync(location.Repository, resolved.Commit, cancellationToken).ConfigureAwait(false);
        await using (tree.ConfigureAwait(false))
        {
            var request = new FormatRequest(location.Directory, import.Files, import.Profiles, import.Name, NameOf(location.Repository));
            var parsed = format.Parse(request, tree);
            if (import.Name is null && !resolved.IsDefault && parsed.Set is not null)
            {
                // Networks and volumes carry the cluster's name, so another name means another reading.
                parsed = format.Parse(request with { ClusterName = $"{parsed.Name}-{Slug(resolved.Ref)}" }, tree);
            }

            var source = new ClusterSource(location.Repository, location.Directory, resolved.Ref, import.Files, import.Profiles);
            return new ParsedImport(source, resolved, parsed);
        }
    }

    private static string NameOf(string repository)
    {
        var name = repository.TrimEnd('/').Split('/', ':')[^1];
        return name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
    }

    /// <summary>Turns a ref into a part of a name: lower-case letters, digits and dashes, at most 40 characters.</summary>
    private static string Slug(string reference)
    {
        var slug = new StringBuilder();
        foreach (var c in reference.ToLowerInvariant())
        {
            slug.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        }

        return slug.ToString().Trim('-') is { Length: > 40 } longSlug ? longSlug[..40].TrimEnd('-') : slug.ToString().Trim('-');
    }
}
