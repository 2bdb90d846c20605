using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Core.Sources;

namespace Slipway.Git.Tests;

/// <summary>A folder for one test, with a repository to read and the data of Slipway. Removed at the end.</summary>
internal sealed class GitFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-git-").FullName;
    private readonly List<ISourceTree> _trees = [];

    public GitFixture()
    {
        Repository = new TestRepository(InFolder("repository"));
        Options = new GitOptions { Directory = InFolder("data") };
        Repositories = NewRepositories();
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public TestRepository Repository { get; }

    public GitOptions Options { get; }

    public GitRepositories Repositories { get; }

    public string MirrorsFolder => Path.Combine(Options.Directory, "repositories");

    public RepositoryLocation Location => new(Repository.Path, string.Empty, IsLocal: true);

    public RepositoryLocation RemoteLocation => new("file://" + Repository.Path, string.Empty, IsLocal: false);

    public string InFolder(string name) => Path.Combine(_folder, name);

    /// <summary>As another process of Slipway on the same data would.</summary>
    public GitRepositories NewRepositories() => new(Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System, NullLogger<GitRepositories>.Instance);

    /// <summary>Resolves what is checked out.</summary>
    public Task<ResolvedCommit> ResolveAsync(string? reference = null) => Repositories.ResolveAsync(Location, reference, Cancellation);

    /// <summary>Opens the commit that is checked out.</summary>
    public async Task<ISourceTree> OpenAsync(string? reference = null)
    {
        var commit = (await ResolveAsync(reference)).Commit;
        var tree = await Repositories.OpenAsync(Repository.Path, commit, Cancellation);
        _trees.Add(tree);
        return tree;
    }

    public void Dispose()
    {
        foreach (var tree in _trees)
        {
            tree.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
