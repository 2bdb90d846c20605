using System.Diagnostics;
using System.Net;
using System.Threading.Channels;
using Slipway.Api;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Hooks;

/// <summary>Hooks that <c>connect --hook</c> installs, run by real Git and a real shell.</summary>
public sealed class HookTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    [Fact]
    public async Task Push_ToABareRepository_TellsEachRef()
    {
        await using var cli = new CliRun();
        var (bare, clone) = Repositories(cli);
        await ConnectAsync(cli, bare);
        Git.Run(clone, "switch", "--quiet", "--create", "feature/x");
        var commit = Commit(clone);

        Git.Run(clone, "push", "--quiet", "origin", "main", "feature/x");

        string[] told = [await ToldAsync(), await ToldAsync()];
        Assert.Contains($$"""{"ref":"refs/heads/feature/x","before":"{{new string('0', 40)}}","after":"{{commit}}"}""", told);
        Assert.Contains(told, t => t.StartsWith("{\"ref\":\"refs/heads/main\",", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Push_DeletesABranch_TellsZeros()
    {
        await using var cli = new CliRun();
        var (bare, clone) = Repositories(cli);
        Git.Run(clone, "push", "--quiet", "origin", "main", "main:gone");
        await ConnectAsync(cli, bare);

        Git.Run(clone, "push", "--quiet", "origin", ":gone");

        Assert.Equal($$"""{"ref":"refs/heads/gone","before":"{{Git.Run(clone, "rev-parse", "HEAD")}}","after":"{{new string('0', 40)}}"}""", await ToldAsync());
    }

    [Fact]
    public async Task Commit_InAWorkTree_TellsTheBranch()
    {
        await using var cli = new CliRun();
        var (_, clone) = Repositories(cli);
        await ConnectAsync(cli, clone);

        var commit = Commit(clone);

        Assert.Equal($$"""{"ref":"refs/heads/main","before":"{{new string('0', 40)}}","after":"{{commit}}"}""", await ToldAsync());
    }

    [Fact]
    public async Task Hook_AfterOneThatReadsItsInput_AsksForALookAtAllRefs()
    {
        await using var cli = new CliRun();
        var (bare, clone) = Repositories(cli);
        var hook = Executable(Path.Combine(bare, "hooks", "post-receive"), $"#!/bin/sh\nset -e\ncat > '{cli.Directory}/first'\n");
        await ConnectAsync(cli, bare);

        Git.Run(clone, "push", "--quiet", "origin", "main");

        Assert.Equal("{}", await ToldAsync());
        Assert.Contains("refs/heads/main", await File.ReadAllTextAsync(Path.Combine(cli.Directory, "first"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.StartsWith("#!/bin/sh\nset -e\ncat > ", await File.ReadAllTextAsync(hook, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_ServerHangsOrIsGone_NeitherFailsNorWaits()
    {
        await using var cli = new CliRun();
        var (bare, clone) = Repositories(cli);
        await ConnectAsync(cli, bare);
        using var never = new CancellationTokenSource();
        cli.Server.On($"POST /api/repositories/r1/pushed", _ => Task.Delay(Timeout.Infinite, never.Token).ContinueWith(_ => { }, TaskScheduler.Default));
        var begun = Stopwatch.GetTimestamp();

        Git.Run(clone, "push", "--quiet", "origin", "main");
        var taken = Stopwatch.GetElapsedTime(begun);
        await never.CancelAsync();

        // curl would be waited for 20 s.
        Assert.InRange(taken.TotalSeconds, 0, 15);
        File.Delete(Path.Combine(cli.Home, "server.json"));
        Commit(clone);
        Git.Run(clone, "push", "--quiet", "origin", "main");
    }

    [Fact]
    public async Task Hook_WithoutCurl_UsesTheClient()
    {
        await using var cli = new CliRun();
        var (bare, clone) = Repositories(cli);
        await ConnectAsync(cli, bare);
        var tools = Directory.CreateDirectory(Path.Combine(cli.Directory, "tools")).FullName;
        foreach (var tool in new[] { "sh", "sed", "cat", "git" })
        {
            File.CreateSymbolicLink(Path.Combine(tools, tool), Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(d => Path.Combine(d, tool)).First(File.Exists));
        }

        var pipe = Path.Combine(cli.Directory, "called");
        using (var made = Process.Start("mkfifo", pipe))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Executable(Path.Combine(tools, "slipway"), $"#!/bin/sh\necho \"$SLIPWAY_HOME $*\" > '{pipe}'\n");
        var commit = Git.Run(clone, "rev-parse", "HEAD");
        var called = Task.Run(() => File.ReadAllText(pipe), TestContext.Current.CancellationToken);

        Git.Run(clone, tools, ["push", "--quiet", "origin", "main"]);

        Assert.Equal($"{cli.Home} pushed r1 --ref=refs/heads/main --before={new string('0', 40)} --after={commit}\n", await called.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Connect_HookOfAnotherLanguage_IsKeptAndSaysWhatToAdd()
    {
        await using var cli = new CliRun();
        var (bare, _) = Repositories(cli);
        const string Text = "#!/usr/bin/python3\nprint()\n";
        var hook = Executable(Path.Combine(bare, "hooks", "post-receive"), Text);

        Assert.Equal(ExitCodes.Failed, await RunConnectAsync(cli, bare));

        Assert.Equal(Text, await File.ReadAllTextAsync(hook, TestContext.Current.CancellationToken));
        Assert.Contains("  next step: add to it what tells the server: slipway pushed r1", cli.ErrorLines);
    }

    [Fact]
    public async Task Disconnect_TakesTheHookOutAgain()
    {
        await using var cli = new CliRun();
        var (_, clone) = Repositories(cli);
        await ConnectAsync(cli, clone);
        cli.Server.Json("GET /api/repositories", System.Collections.Immutable.ImmutableArray.Create(View(clone)));
        cli.Server.Json("DELETE /api/repositories/r1", new DisconnectedView(clone, ["shop"], []));

        Assert.Equal(ExitCodes.Success, await cli.RunAsync("disconnect", clone));

        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(clone, ".git", "hooks")), f => !f.EndsWith(".sample", StringComparison.Ordinal));
        Assert.Contains("  stay as they are: shop", cli.OutLines);
    }

    private static RepositoryView View(string path) => new() { Id = "r1", Repository = path, IsLocal = true, Branches = ["main"], PullRequests = "none", EverySeconds = 300 };

    private static string Commit(string clone)
    {
        Git.Run(clone, "commit", "--quiet", "--allow-empty", "--message", "change");
        return Git.Run(clone, "rev-parse", "HEAD");
    }

    private static string Executable(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>A bare repository, and a clone with a commit that is not pushed yet.</summary>
    private static (string Bare, string Clone) Repositories(CliRun cli)
    {
        var bare = Path.Combine(cli.Directory, "the shop's.git");
        var clone = Path.Combine(cli.Directory, "clone");
        Git.Run(cli.Directory, "init", "--quiet", "--bare", "--initial-branch=main", bare);
        Directory.CreateDirectory(Path.Combine(bare, "hooks"));
        Git.Run(cli.Directory, "init", "--quiet", "--initial-branch=main", clone);
        Git.Run(clone, "remote", "add", "origin", bare);
        Commit(clone);
        return (bare, clone);
    }

    private async Task ConnectAsync(CliRun cli, string path)
    {
        var exitCode = await RunConnectAsync(cli, path);
        Assert.True(exitCode == ExitCodes.Success, cli.Error);
    }

    private async Task<int> RunConnectAsync(CliRun cli, string path)
    {
        cli.Server.Announce().Json("POST /api/repositories", View(path));
        cli.Server.On("POST /api/repositories/r1/pushed", context =>
        {
            var request = cli.Server.Requests.Last(r => r.StartsWith("POST /api/repositories/r1/pushed", StringComparison.Ordinal));
            _told.Writer.TryWrite(request.Split(' ', 3)[2]);
            context.Response.StatusCode = (int)HttpStatusCode.Accepted;
            return Task.CompletedTask;
        });
        return await cli.RunAsync("connect", path, "--hook");
    }

    private async Task<string> ToldAsync() => await _told.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
}
