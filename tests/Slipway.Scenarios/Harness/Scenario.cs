using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Slipway.Api;
using Slipway.Testing;

namespace Slipway.Scenarios.Harness;

/// <summary>
/// One scenario: repositories and environments of its own, removed after it. What the client and the server said is written to the test's
/// output, which is shown where it fails.
/// </summary>
/// <param name="server">The server, of the class or, where it is the scenario's own, of this test.</param>
/// <param name="ownsServer">Whether the server ends with this test.</param>
public abstract class Scenario(ServerFixture server, bool ownsServer = false) : IAsyncDisposable
{
    private const int LogLines = 60;
    private readonly List<IDisposable> _owned = [];
    private readonly HashSet<string> _names = [];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ServerFixture Server { get; } = server;

    protected EngineApi Engine => Server.Engine;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await ShowEvidenceAsync();
        }

        foreach (var name in _names)
        {
            await Engine.RemoveProjectAsync(name, CancellationToken.None);
        }

        _owned.ForEach(o => o.Dispose());
        if (ownsServer)
        {
            await Server.DisposeAsync();
        }
    }

    /// <summary>A name for an environment, which is removed after the test.</summary>
    protected string NewName(string word = "env")
    {
        var name = Installation.NewName(word);
        _names.Add(name);
        return name;
    }

    /// <summary>Removes an environment of this name after the test as well.</summary>
    protected string Owned(string name)
    {
        _names.Add(name);
        return name;
    }

    protected async Task<TestRepository> RepositoryAsync(params (string Path, string Content)[] files)
    {
        var repository = await TestRepository.WithAsync(files);
        Own(repository);
        return repository;
    }

    /// <summary>Ends something with this scenario.</summary>
    protected void Own(IDisposable owned) => _owned.Add(owned);

    protected Task<ProgramRun> SlipwayAsync(params string[] arguments) => Server.RunAsync(Cancel, arguments);

    /// <summary>Runs <c>slipway</c>, which must succeed.</summary>
    protected async Task<ProgramRun> DoneAsync(params string[] arguments)
    {
        var run = await SlipwayAsync(arguments);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run;
    }

    /// <summary>Runs a verb of <c>slipway</c> for its data, which must succeed.</summary>
    protected async Task<T> ReadAsync<T>(JsonTypeInfo<T> type, params string[] arguments)
    {
        var run = await DoneAsync([.. arguments, "--json"]);
        return JsonSerializer.Deserialize(run.Out, type)!;
    }

    /// <summary>Deploys the commit that is checked out, which must succeed.</summary>
    protected Task<OperationView> UpAsync(TestRepository repository, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return ReadAsync(ApiJson.Default.OperationView, ["up", repository.Directory, .. arguments]);
    }

    protected Task<ImmutableArray<TimelineEntry>> EventsAsync(string name) =>
        ReadAsync(ApiJson.Default.ImmutableArrayTimelineEntry, "events", name);

    protected Task<ImmutableArray<EngineContainer>> ContainersAsync(string name) => Engine.ContainersAsync(name, Cancel);

    protected Task<EngineContainer> ContainerAsync(string name, string service) => Engine.ContainerAsync(name, service, Cancel);

    /// <summary>Asks an address until it answers well.</summary>
    protected static async Task<string> AnswerOfAsync(string url)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var text = string.Empty;
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                try
                {
                    text = await http.GetStringAsync(new Uri(url), Cancel);
                    return true;
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !Cancel.IsCancellationRequested)
                {
                    return false;
                }
            },
            $"{url} answers");
        return text;
    }

    private async Task ShowEvidenceAsync()
    {
        var output = TestContext.Current.TestOutputHelper;
        foreach (var name in _names)
        {
            output?.WriteLine($"--- containers of {name}\n{string.Join('\n', await Engine.ContainersAsync(name, CancellationToken.None))}");
            await Server.RunAsync(CancellationToken.None, "events", name);
        }

        output?.WriteLine("--- server.log\n" + string.Join('\n', Server.Log.Split('\n').TakeLast(LogLines)));
    }
}
