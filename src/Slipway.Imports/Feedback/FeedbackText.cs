using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Core.Clusters;
using Slipway.Core.Diagnostics;
using Slipway.Core.Operations;

namespace Slipway.Imports.Feedback;

/// <summary>What is told of an environment: statuses of commits, and the comment on a pull request. Pure.</summary>
public static class FeedbackText
{
    /// <summary>The line by which our comment is found again. It is not shown.</summary>
    public const string Marker = "<!-- slipway: the environment of this pull request -->";

    private const int LongestDescription = 140;
    private const int ShownDiagnostics = 10;
    private const int LogLines = 20;
    private const int LongestLine = 300;

    /// <summary>What is said of each commit, the newest first.</summary>
    public static ImmutableArray<CommitFeedback> Commits(FeedbackStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        if (standing is not { Cluster: { } cluster, Revision: { } revision } || cluster.State == ClusterState.Removing)
        {
            return [];
        }

        var mask = new SecretMask(revision.Set);
        var told = ImmutableArray.CreateBuilder<CommitFeedback>();
        if (cluster.Problem is { } problem)
        {
            var first = problem.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error)?.ToString() ?? "the configuration is wrong";
            Add(problem.Commit, FeedbackState.Failure, "config error: " + mask.Of(first), null);
        }
        else if (cluster.SeenCommit is { } seen && seen != revision.Commit && !cluster.IsPaused)
        {
            Add(seen, FeedbackState.Pending, "the push is being looked at", null);
        }

        var (state, text) = cluster.State switch
        {
            ClusterState.Running => (FeedbackState.Success, $"revision {revision.Number} runs"),
            ClusterState.Failed => (FeedbackState.Failure, mask.Of(Reason(standing.Deployed?.Failure))),
            _ => (FeedbackState.Pending, $"revision {revision.Number} is being deployed"),
        };
        Add(revision.Commit, state, text, state == FeedbackState.Success ? Links(standing.Deployed).FirstOrDefault().Url : null);
        foreach (var commit in standing.Superseded)
        {
            Add(commit, FeedbackState.Superseded, "a newer push came before it was deployed", null);
        }

        return told.ToImmutable();

        void Add(string commit, FeedbackState verdict, string description, string? address)
        {
            if (commit.Length > 0 && told.All(t => t.Commit != commit))
            {
                told.Add(new CommitFeedback(commit, standing.Name, verdict, OneLine(description, LongestDescription), address));
            }
        }
    }

    /// <summary>The comment, Markdown.</summary>
    public static string Comment(FeedbackStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        var text = new StringBuilder(Marker).Append('\n');
        if (standing is not { Cluster: { } cluster, Revision: { } revision })
        {
            return text.Append(CultureInfo.InvariantCulture, $"### Environment {Code(standing.Name)} is removed\n").ToString();
        }

        var mask = new SecretMask(revision.Set);
        text.Append(CultureInfo.InvariantCulture, $"### Environment {Code(cluster.Name)} {State(cluster)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Revision {revision.Number} at commit {revision.Commit}\n");
        if (cluster.Problem is { } problem)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nCommit {problem.Commit} cannot be deployed; revision {revision.Number} runs on:\n");
            Block(text, problem.Diagnostics.Where(d => d.Severity == Severity.Error).Take(ShownDiagnostics).Select(d => mask.Of(d.ToString())));
        }

        foreach (var (instance, url) in cluster.State == ClusterState.Running ? Links(standing.Deployed) : [])
        {
            text.Append(CultureInfo.InvariantCulture, $"\n- {Code(instance)}: {url}");
        }

        if (standing.Before is { } before && RevisionDiff.Between(before.Set, revision.Set).ToString() is { Length: > 0 } changes)
        {
            text.Append("\n\n<details><summary>What changed</summary>\n");
            Block(text, changes.TrimEnd().Split('\n').Select(mask.Of));
            text.Append("\n</details>\n");
        }

        if (cluster.State == ClusterState.Failed && standing.Deployed?.Failure is { } failure)
        {
            text.Append("\n\nThe deployment failed; what ran before still runs where it could:\n");
            Block(text, [mask.Of(Reason(failure))]);
            if (!failure.LastLines.IsDefaultOrEmpty)
            {
                text.Append("\nIts last output:\n");
                Block(text, failure.LastLines.TakeLast(LogLines).Select(mask.Of));
            }
        }

        return text.ToString();
    }

    private static string State(Cluster cluster) => (cluster.State, cluster.Problem) switch
    {
        (ClusterState.Removing, _) => "is being removed",
        (_, not null) => "has a config error",
        (ClusterState.Running, _) => cluster.IsPaused ? "runs (paused)" : "runs",
        (ClusterState.Failed, _) => "failed",
        _ => "is being deployed",
    };

    private static string Reason(OperationFailure? failure) => failure is null
        ? "the deployment failed"
        : failure.Instance is { } instance ? $"{instance}: {failure.Reason}" : failure.Reason;

    private static IEnumerable<(string Instance, string Url)> Links(ClusterOperation? deployed) =>
        deployed?.Deployment is { } record
            ? record.Addresses.Where(a => a.Protocol == "tcp").Select(a => (a.Instance, string.Create(CultureInfo.InvariantCulture, $"http://{a.Host}:{a.HostPort}")))
            : [];

    // Nothing in a fence is a mention, a link or an image; the fence is longer than any inside.
    private static void Block(StringBuilder text, IEnumerable<string> lines)
    {
        string[] shown = [.. lines.SelectMany(l => l.Split('\n')).Select(l => OneLine(l, LongestLine))];
        var fence = new string('`', Math.Max(3, shown.Select(LongestRun).DefaultIfEmpty(0).Max() + 1));
        text.Append('\n').Append(fence).Append('\n').AppendJoin('\n', shown).Append('\n').Append(fence).Append('\n');
    }

    private static int LongestRun(string line)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in line)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static string Code(string text) => $"`{text.Replace('`', '\'')}`";

    private static string OneLine(string text, int longest)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return line.Length > longest ? line[..(longest - 1)] + "…" : line;
    }
}
