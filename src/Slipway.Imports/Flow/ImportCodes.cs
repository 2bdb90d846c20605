using Slipway.Core.Clusters;
using Slipway.Core.Diagnostics;
using Slipway.Core.Sources;

namespace Slipway.Imports.Flow;

/// <summary>Codes of findings that no file is to blame for.</summary>
internal static class ImportCodes
{
    private const string NameTaken = "SW0010";

    public static string Of(SourceFailure failure) => failure switch
    {
        SourceFailure.NotARepository => "SW0001",
        SourceFailure.UnknownRef => "SW0002",
        SourceFailure.PathNotFound => "SW0003",
        SourceFailure.OutsideRepository => "SW0004",
        SourceFailure.Refused => "SW0005",
        SourceFailure.TooLarge => "SW0006",
        _ => "SW0007",
    };

    /// <summary>A finding when the name belongs to a cluster of something else.</summary>
    public static Diagnostic? NameConflict(Cluster? existing, ParsedImport parsed)
    {
        if (existing is null || existing.State == ClusterState.Removing
            || (existing.Source?.Repository == parsed.Source.Repository && existing.Source.Directory == parsed.Source.Directory))
        {
            return null;
        }

        var owner = existing.Source is { } source ? $"{RepositoryText.ForPeople(source.Repository)} {source.Directory}".TrimEnd() : "configurations that were given directly";
        return new Diagnostic(
            NameTaken, Severity.Error, null, string.Empty, $"the environment \"{existing.Name}\" belongs to {owner}; choose another name with --name");
    }
}
