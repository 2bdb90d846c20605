using Microsoft.Extensions.Time.Testing;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Tests.Fakes;

/// <summary>Invocations of the command line inside of the test's process, over a data directory of their own.</summary>
internal sealed class CliRun : IAsyncDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("slipway-cli-test-");
    private readonly TextWriter _sharedOut;
    private readonly TextWriter _sharedError;
    private readonly EngineStub _engine;

    public CliRun()
    {
        // One wrapper each for all invocations: its lock is its own.
        _sharedOut = TextWriter.Synchronized(_out);
        _sharedError = TextWriter.Synchronized(_error);
        _engine = new EngineStub(Path.Combine(Directory, "engine.sock"));
        Home = Path.Combine(Directory, "home");
        Server = new FakeServer(Home);
        Variables["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        Variables["SLIPWAY_HOME"] = Home;
        Variables["DOCKER_HOST"] = "unix://" + Path.Combine(Directory, "engine.sock");
    }

    public Dictionary<string, string> Variables { get; } = [];

    public string Directory => _directory.FullName;

    public string Home { get; }

    public FakeServer Server { get; }

    public Screen Screen { get; set; } = Screen.None;

    /// <summary>Gets or sets the clock. The real one by default, for connections are real; tests of waiting bring a fake one.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public string In { get; init; } = string.Empty;

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public string[] OutLines => Out.TrimEnd('\n').Split('\n');

    public string[] ErrorLines => Error.TrimEnd('\n').Split('\n');

    public static FakeTimeProvider Noon() => new(Views.Noon);

    public Task<int> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    public Task<int> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var surroundings = new Surroundings
        {
            Out = _sharedOut,
            Error = _sharedError,
            OutScreen = () => Screen,
            ErrorScreen = () => Screen,
            In = new StringReader(In),
            Variables = Variables,
            Directory = Directory,
            Time = Time,
        };
        return CliApplication.RunAsync(arguments, surroundings, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _engine.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
