namespace Slipway.Scenarios.Pushing;

/// <summary>A bare repository, as a Git server has it, and a clone of it whose commits are pushed.</summary>
public sealed class GitServer : IDisposable
{
    private GitServer(TestRepository clone, string bare)
    {
        Clone = clone;
        Bare = bare;
    }

    /// <summary>Gets the clone.</summary>
    public TestRepository Clone { get; }

    /// <summary>Gets the directory of the bare repository.</summary>
    public string Bare { get; }

    /// <summary>A bare repository with these files in the first commit of its default branch.</summary>
    public static async Task<GitServer> WithAsync(params (string Path, string Content)[] files)
    {
        var clone = await TestRepository.WithAsync(files);
        var bare = Directory.CreateTempSubdirectory("slipway-remote-").FullName;
        await clone.GitAsync("init", "--quiet", "--bare", "--initial-branch=main", bare);
        await clone.GitAsync("remote", "add", "origin", bare);
        await clone.GitAsync("push", "--quiet", "origin", "main");
        return new GitServer(clone, bare);
    }

    /// <summary>Commits everything in the clone, pushes the branch that is checked out, and returns the commit.</summary>
    public async Task<string> PushAsync()
    {
        var commit = await Clone.CommitAsync();
        await Clone.GitAsync("push", "--quiet", "--force", "origin", "HEAD");
        return commit;
    }

    /// <summary>Gets the commit that is checked out in the clone.</summary>
    public async Task<string> HeadAsync() => (await Clone.GitAsync("rev-parse", "HEAD")).Trim();

    public void Dispose()
    {
        Clone.Dispose();
        Directory.Delete(Bare, recursive: true);
    }
}
