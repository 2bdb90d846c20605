namespace Slipway.Scenarios.Harness;

/// <summary>A Git repository in a temporary folder.</summary>
public sealed class TestRepository : IDisposable
{
    // Nothing of the machine's or user's Git configuration counts, and every commit has the same author.
    private static readonly Dictionary<string, string?> Variables = new()
    {
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_AUTHOR_NAME"] = "Scenario",
        ["GIT_AUTHOR_EMAIL"] = "scenario@example.com",
        ["GIT_COMMITTER_NAME"] = "Scenario",
        ["GIT_COMMITTER_EMAIL"] = "scenario@example.com",
    };

    private readonly CancellationToken _cancellationToken = TestContext.Current.CancellationToken;

    /// <summary>Gets its directory.</summary>
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("slipway-scenario-").FullName;

    /// <summary>A repository with these files in its first commit.</summary>
    public static async Task<TestRepository> WithAsync(params (string Path, string Content)[] files)
    {
        var repository = new TestRepository();
        await repository.GitAsync("init", "--quiet", "--initial-branch=main");
        foreach (var (path, content) in files)
        {
            repository.Write(path, content);
        }

        await repository.CommitAsync();
        return repository;
    }

    /// <summary>Writes a file, which is not committed yet.</summary>
    public void Write(string path, string content)
    {
        var file = Path.Combine(Directory, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    /// <summary>Replaces text in a file, which must be there.</summary>
    public void Replace(string path, string before, string after)
    {
        var content = File.ReadAllText(Path.Combine(Directory, path));
        Assert.Contains(before, content, StringComparison.Ordinal);
        Write(path, content.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>Commits everything and returns the commit.</summary>
    public async Task<string> CommitAsync()
    {
        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "--allow-empty", "--message", "Change");
        return (await GitAsync("rev-parse", "HEAD")).Trim();
    }

    /// <summary>Runs git in it.</summary>
    public async Task<string> GitAsync(params string[] arguments)
    {
        var run = await ProgramRun.OfAsync("git", arguments, Variables, Directory, _cancellationToken);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Out;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
