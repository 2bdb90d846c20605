using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.Testing.RabbitMq;

/// <summary>
/// A RabbitMQ broker of one's own: on loopback, on ports that were free, in a temporary folder, with its own name server. It ends with
/// <see cref="DisposeAsync"/> or with this process. The programs are Debian's (see <c>eng/rabbitmq.sh</c>), or those in the folder that
/// <c>SLIPWAY_TEST_RABBITMQ_HOME</c> names.
/// </summary>
public sealed class RabbitMqBroker : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, string> _environment;
    private readonly BrokerGuard _guard;

    private RabbitMqBroker(string settings)
    {
        var ports = FreePorts(4);
        Port = ports[0];
        Management = new RabbitMqManagement(new Uri($"http://127.0.0.1:{ports[1]}/api/"));
        File.WriteAllText(Path.Combine(Folder, "rabbitmq.conf"), $"""
            listeners.tcp.local = 127.0.0.1:{ports[0]}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {ports[1]}
            {settings}

            """);
        File.WriteAllText(Path.Combine(Folder, "plugins"), "[rabbitmq_management].\n");
        _environment = EnvironmentOf(ports[2], ports[3]);
        _guard = BrokerGuard.Start(_environment);
    }

    /// <summary>Gets the folder with its data and logs; gone when the broker is disposed of.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("slipway-rabbitmq-").FullName;

    /// <summary>Gets the port for AMQP. It stays the same when the broker is started again.</summary>
    public int Port { get; }

    /// <summary>Gets what is seen and done through the broker's management interface.</summary>
    public RabbitMqManagement Management { get; }

    /// <summary>Reserves ports and a folder, and starts nothing. <paramref name="settings"/> are lines for rabbitmq.conf.</summary>
    public static RabbitMqBroker Prepare(string settings = "") => new(settings);

    /// <summary>Starts a broker and waits until it serves.</summary>
    public static async Task<RabbitMqBroker> StartNewAsync(CancellationToken cancellationToken, string settings = "")
    {
        var broker = Prepare(settings);
        try
        {
            await broker.StartAsync(cancellationToken);
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a virtual host; without a name, that of the default one.</summary>
    public Uri Address(string vhost = "/") => new($"amqp://guest:guest@127.0.0.1:{Port}/{Uri.EscapeDataString(vhost)}");

    /// <summary>Starts the broker, also after it was killed or stopped, and waits until it serves.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _guard.DoAsync("start", cancellationToken);
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        while (!await Management.ServesAsync(cancellationToken))
        {
            if (time.GetElapsedTime(began) > StartPatience)
            {
                throw new TimeoutException($"The broker does not serve after {StartPatience}. It wrote:\n{LastLines()}");
            }
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    /// <summary>Ends it as kill -9 does, all its processes at once.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => _guard.DoAsync("kill", cancellationToken);

    /// <summary>Ends it as a polite stop does, and waits for it.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _guard.DoAsync("stop", cancellationToken);

    /// <summary>Stops its processes where they are: connections stay open, and nobody answers.</summary>
    public Task FreezeAsync(CancellationToken cancellationToken) => _guard.DoAsync("freeze", cancellationToken);

    /// <summary>Lets them go on.</summary>
    public Task ThawAsync(CancellationToken cancellationToken) => _guard.DoAsync("thaw", cancellationToken);

    /// <summary>Runs rabbitmqctl against this broker. It takes a second or two; <see cref="Management"/> is faster where it can do the same.</summary>
    public async Task<string> ControlAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(ProgramOf("rabbitmqctl"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await errors}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Management.Dispose();
        await _guard.DisposeAsync();
    }

    private static string ProgramOf(string name) => Environment.GetEnvironmentVariable("SLIPWAY_TEST_RABBITMQ_HOME") is { Length: > 0 } home
        ? Path.Combine(home, "sbin", name)
        : Path.Combine("/usr/lib/rabbitmq/bin", name);

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        listeners.ForEach(listener => listener.Dispose());
        return [.. ports];
    }

    private Dictionary<string, string> EnvironmentOf(int nodePort, int namesPort) => new()
    {
        ["FOLDER"] = Folder,
        ["SERVER"] = File.Exists(ProgramOf("rabbitmq-server"))
            ? ProgramOf("rabbitmq-server")
            : throw new InvalidOperationException($"There is no {ProgramOf("rabbitmq-server")}; run eng/rabbitmq.sh as root to install it."),
        ["HOME"] = Folder,   // for the cookie that lets nodes talk to each other
        ["ERL_EPMD_PORT"] = namesPort.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"{Path.GetFileName(Folder)}@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_DIST_PORT"] = nodePort.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(Folder, "rabbitmq.conf"),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(Folder, "config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "plugins"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(Folder, "pid"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
    };

    private string LastLines()
    {
        var console = Path.Combine(Folder, "console.log");
        return File.Exists(console) ? string.Join('\n', File.ReadLines(console).TakeLast(30)) : "(nothing)";
    }
}
