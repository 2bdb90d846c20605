using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Testing;

namespace Slipway.Scenarios.Pushing;

/// <summary>Repositories on a Git server that are connected, and environments that follow what is pushed.</summary>
public abstract class PushScenario(ServerFixture server, bool ownsServer = false) : Scenario(server, ownsServer)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    protected async Task<GitServer> GitServerAsync(params (string Path, string Content)[] files)
    {
        var git = await GitServer.WithAsync(files);
        Own(git);
        return git;
    }

    /// <summary>Connects a repository with a hook that tells of every push, and waits for the environment of its default branch.</summary>
    protected async Task ConnectAsync(GitServer git, string name, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(git);
        await DoneAsync(["connect", git.Bare, "--hook", .. arguments]);
        await DeployedAsync(name, await git.HeadAsync());
    }

    protected async Task<ClusterView?> FindClusterAsync(string name)
    {
        var all = await ReadAsync(ApiJson.Default.ImmutableArrayClusterView, "ls");
        return all.FirstOrDefault(c => c.Name == name);
    }

    /// <summary>Waits until an environment runs a commit.</summary>
    protected async Task<ClusterView> DeployedAsync(string name, string commit)
    {
        ClusterView? view = null;
        await Eventually.BecomesTrueAsync(
            async () => (view = await FindClusterAsync(name)) is { State: "running" } && view.Commit == commit, $"{name} runs {commit[..8]}", Patience);
        return view!;
    }

    /// <summary>Gets the messages of the newest operation of an environment, in order, with those that led to it.</summary>
    protected async Task<ImmutableArray<TimelineEntry>> ChainAsync(string name)
    {
        var events = await EventsAsync(name);
        var byId = events.ToDictionary(e => e.Id);
        var chain = events.Where(e => e.Operation == events[^1].Operation).ToList();
        while (chain[0].CausedBy is { } cause && byId.TryGetValue(cause, out var before))
        {
            chain.Insert(0, before);
        }

        return [.. chain];
    }
}
