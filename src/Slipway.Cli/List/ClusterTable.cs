using System.Collections.Immutable;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.List;

/// <summary>The table of <c>ls</c>.</summary>
internal static class ClusterTable
{
    private const int StateColumn = 1;
    private const string ConfigError = "config error";
    private static readonly string[] Headings = ["NAME", "STATE", ">REVISION", "COMMIT", "CHANGED", "ADDRESSES", "SOURCE"];

    public static ImmutableArray<string> Lay(ImmutableArray<ClusterView> clusters, DateTimeOffset now, Screen screen)
    {
        var rows = clusters.Select(cluster => (IReadOnlyList<string>)
        [
            cluster.Name,
            State(cluster),
            cluster.Revision.ToString(CultureInfo.InvariantCulture),
            cluster.Commit is { Length: > 7 } commit ? commit[..7] : cluster.Commit ?? "-",
            Durations.Age(now - cluster.UpdatedAt),
            cluster.Addresses.IsEmpty ? "-" : string.Join(' ', cluster.Addresses.Select(address => address.Url)),
            Source(cluster),
        ]).ToArray();
        return TextTable.Lay(Headings, rows, screen.Width, Paint);

        string Paint(int row, int column, string text) => row < 0 ? screen.Palette.Dim(text) : column != StateColumn ? text : State(clusters[row]) switch
        {
            "running" => screen.Palette.Good(text),
            "failed" or "failed, paused" or ConfigError or ConfigError + ", paused" => screen.Palette.Bad(text),
            _ => screen.Palette.Attention(text),
        };
    }

    /// <summary>The state as people name it.</summary>
    public static string State(ClusterView cluster)
    {
        var state = cluster.Problem is not null && cluster.State != "removing" ? ConfigError : cluster.State;
        return cluster.IsPaused ? state + ", paused" : state;
    }

    private static string Source(ClusterView cluster)
    {
        if (cluster.Repository is not { } repository)
        {
            return "(API)";
        }

        var place = cluster.Directory.Length == 0 ? repository : $"{repository.TrimEnd('/')}/{cluster.Directory}";
        if (cluster.PullRequest is { } number)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{place} # {number}");
        }

        return cluster.Ref is { Length: > 0 } branch ? $"{place} @ {branch}" : place;
    }
}
