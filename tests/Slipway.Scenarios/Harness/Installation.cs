using System.Security.Cryptography;

[assembly: AssemblyFixture(typeof(Installation))]

namespace Slipway.Scenarios.Harness;

/// <summary>
/// What every scenario needs, made sure of once: an engine that answers, the image that services run, and a current build. Where one is
/// missing every scenario fails; none is skipped. What an earlier run left behind is removed.
/// </summary>
public sealed class Installation : IAsyncLifetime
{
    /// <summary>The image that services run: a small Debian with sh and python3, made by eng/images.sh.</summary>
    public const string BaseImage = "slipway-test/base:1";

    /// <summary>How the names of all environments of scenarios begin.</summary>
    public const string NamePrefix = "scn-";

    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(20);

    /// <summary>Gets the program of the client, and arguments that come before all others.</summary>
    public (string Program, string[] Arguments) Client { get; private set; }

    /// <summary>Gets the server's program for the client to start; null where the client finds it itself.</summary>
    public string? ServerProgram { get; private set; }

    /// <summary>Gets the engine.</summary>
    public EngineApi Engine { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Engine.RequireAsync(CancellationToken.None);
        await ScriptAsync(SourceTree.PathOf("eng", "images.sh"), "--if-missing", BaseImage);
        await FindClientAsync();
        await RemoveLeftoversAsync();
    }

    public ValueTask DisposeAsync()
    {
        Engine.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task ScriptAsync(string program, params string[] arguments)
    {
        var run = await ProgramRun.OfAsync(program, arguments, new Dictionary<string, string?>(), SourceTree.Root, CancellationToken.None);
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    /// <summary>The client of SLIPWAY_CLI, or the one that ./slipway builds and runs, without the wrapper around it.</summary>
    private async Task FindClientAsync()
    {
        if (Environment.GetEnvironmentVariable("SLIPWAY_CLI") is { Length: > 0 } named)
        {
            Client = named.EndsWith(".dll", StringComparison.Ordinal) ? ("dotnet", [named]) : (named, []);
            ServerProgram = Environment.GetEnvironmentVariable("SLIPWAY_SERVER");
            return;
        }

        await ScriptAsync(SourceTree.PathOf("slipway"), "version");
        var build = (await File.ReadAllTextAsync(SourceTree.PathOf("artifacts", "slipway", "stamp"))).Trim();
        var folder = SourceTree.PathOf("artifacts", "slipway", build);
        var native = Path.Combine(folder, "cli", "slipway");
        Client = File.Exists(native) ? (native, []) : ("dotnet", [Path.Combine(folder, "cli", "slipway.dll")]);
        ServerProgram = Path.Combine(folder, "server", "slipway-server.dll");
    }

    private async Task RemoveLeftoversAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (project, created) in await Engine.ProjectsAsync(CancellationToken.None))
        {
            if (project.StartsWith(NamePrefix, StringComparison.Ordinal) && now - created > Stale)
            {
                await Engine.RemoveProjectAsync(project, CancellationToken.None);
            }
        }
    }

    /// <summary>A name that no other environment on the engine has.</summary>
    public static string NewName(string word) =>
        $"{NamePrefix}{word}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
}
