using Slipway.Api;

namespace Slipway.Cli.List;

/// <summary>Why an environment is not as it should be, below the table that only names its state.</summary>
internal static class StateReasons
{
    public static IEnumerable<string> Of(ClusterView cluster)
    {
        if (cluster.Problem is { } problem)
        {
            var error = problem.Diagnostics.FirstOrDefault(d => d.Severity == "error");
            yield return $"{cluster.Name}: commit {Short(problem.Commit)} is not deployed, revision {cluster.Revision} stays: {error}";
        }

        if (cluster is { State: "failed", Failure: { } failure })
        {
            yield return $"{cluster.Name}: {(failure.Instance is null ? string.Empty : failure.Instance + ": ")}{failure.Reason}";
        }
    }

    private static string Short(string commit) => commit.Length > 7 ? commit[..7] : commit;
}
