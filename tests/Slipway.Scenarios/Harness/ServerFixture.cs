using System.Data.Common;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Slipway.Api;
using Slipway.Testing;

namespace Slipway.Scenarios.Harness;

/// <summary>
/// A data directory and the server that the client starts on it, both of one test class's own. The server ends with the class.
/// </summary>
public sealed class ServerFixture(Installation installation) : IAsyncDisposable
{
    private readonly List<Process> _workers = [];
    private Task<IReadOnlyDictionary<string, string?>>? _footing;
    private readonly Dictionary<string, string?> _variables = new()
    {
        ["Slipway__Server__Port"] = "0",
        ["SLIPWAY_COMMAND"] = "slipway",
        ["SLIPWAY_SERVER"] = installation.ServerProgram,
        // What the tests run needs no second to show that it stays up.
        ["Slipway__Deploy__StabilityWindow"] = "00:00:00.300",
    };

    /// <summary>Gets what it stands on; that of the run by default.</summary>
    public Footing Footing { get; init; } = Footing.OfRun;

    /// <summary>Gets the engine.</summary>
    public EngineApi Engine => installation.Engine;

    /// <summary>Gets the data directory.</summary>
    public string Home { get; } = Directory.CreateTempSubdirectory("slipway-home-").FullName;

    /// <summary>Gets all that the server wrote.</summary>
    public string Log => ReadShared(Path.Combine(Home, "server.log"));

    private string AddressFile => Path.Combine(Home, "server.json");

    /// <summary>Runs <c>slipway</c>.</summary>
    public Task<ProgramRun> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(new Dictionary<string, string?>(), cancellationToken, arguments);

    /// <summary>Runs <c>slipway</c> with further environment variables, which a server that it starts inherits.</summary>
    public async Task<ProgramRun> RunAsync(IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken, params string[] arguments)
    {
        var all = await SettingsAsync(variables);
        var (program, first) = installation.Client;
        var run = await ProgramRun.OfAsync(program, [.. first, .. arguments], all, Home, cancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(run.ToString());
        return run;
    }

    /// <summary>Starts a worker beside the server, on the same database; it ends with this fixture.</summary>
    /// <returns>Its process.</returns>
    public async Task<Process> StartWorkerAsync(IReadOnlyDictionary<string, string?> variables)
    {
        var (program, first) = installation.Client;
        var start = new ProcessStartInfo(program, [.. first, "serve", "--worker"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Home,
        };
        foreach (var (name, value) in await SettingsAsync(variables))
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var started = new TaskCompletionSource();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("takes work as", StringComparison.Ordinal) == true)
            {
                started.TrySetResult();
            }
        };
        process.ErrorDataReceived += (_, line) => TestContext.Current.TestOutputHelper?.WriteLine($"worker: {line.Data}");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _workers.Add(process);
        await started.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return process;
    }

    /// <summary>Starts a server without a client, to be killed at a point of a message (<c>Slipway:Messaging:KillAt</c>).</summary>
    /// <returns>Its process; the caller disposes of it.</returns>
    public async Task<Process> StartDoomedAsync(string killAt)
    {
        var (program, first) = installation.Client;
        var start = new ProcessStartInfo(program, [.. first, "serve"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Home,
        };
        foreach (var (name, value) in await SettingsAsync(new Dictionary<string, string?> { ["Slipway__Messaging__KillAt"] = killAt }))
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Waits until a server that has just been started tells its address.</summary>
    public Task AnsweringAsync(Process server) =>
        Eventually.BecomesTrueAsync(() => Address()?.ProcessId == server.Id, $"server {server.Id} answers", TimeSpan.FromMinutes(1));

    /// <summary>A client of the HTTP API of the server that runs.</summary>
    public HttpClient Connect()
    {
        var address = Address() ?? throw new InvalidOperationException("The server does not run.");
        var http = new HttpClient { BaseAddress = new Uri(address.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.Token);
        return http;
    }

    /// <summary>Gets the process of the server that runs.</summary>
    public int ProcessId => Address()?.ProcessId ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>Kills the server as kill -9 does, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(ProcessId);
        process.Kill();
        await EndedAsync(process.Id);
    }

    /// <summary>Waits until a server has ended, however.</summary>
    public static Task EndedAsync(int process) =>
        Eventually.BecomesTrueAsync(() => !IsAlive(process), "the server has ended", TimeSpan.FromMinutes(1));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            if (!worker.HasExited)
            {
                worker.Kill();
                await worker.WaitForExitAsync();
            }

            worker.Dispose();
        }

        if (Address() is { } address && IsAlive(address.ProcessId))
        {
            await RunAsync(CancellationToken.None, "stop");
            if (IsAlive(address.ProcessId))
            {
                await KillAsync();
            }
        }

        Directory.Delete(Home, recursive: true);
    }

    /// <summary>Opens the server's database, whichever it is.</summary>
    public async Task<DbConnection> OpenDatabaseAsync(CancellationToken cancellationToken)
    {
        var settings = await (_footing ??= Footing.PrepareAsync());
        DbConnection connection = settings.TryGetValue("Slipway__Database", out var address)
            ? new NpgsqlConnection(address)
            : new SqliteConnection($"Data Source={Path.Combine(Home, "slipway.db")};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task<Dictionary<string, string?>> SettingsAsync(IReadOnlyDictionary<string, string?> variables)
    {
        var all = new Dictionary<string, string?>(_variables) { ["SLIPWAY_HOME"] = Home };
        foreach (var (name, value) in (await (_footing ??= Footing.PrepareAsync())).Concat(variables))
        {
            all[name] = value;
        }

        return all;
    }

    // One that has ended and that nobody has waited for counts as gone.
    private static bool IsAlive(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string ReadShared(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            return string.Empty;
        }
    }

    private ServerAddress? Address() => File.Exists(AddressFile)
        ? JsonSerializer.Deserialize(File.ReadAllText(AddressFile), ApiJson.Default.ServerAddress)
        : null;
}
