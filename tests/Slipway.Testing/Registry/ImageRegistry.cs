using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.Testing.Registry;

/// <summary>
/// A real registry of images of one's own, on loopback, a free port and a temporary folder. It runs under a shell that ends it when this process ends in
/// whatever way. Fails where there is no program; <c>eng/registry.sh</c> gets one.
/// </summary>
public sealed class ImageRegistry : IAsyncDisposable
{
    private const string Script = """
        set -u
        trap '' INT TERM HUP
        "$1" serve "$2/config.yml" >"$2/log" 2>&1 </dev/null &
        registry=$!
        cat >/dev/null
        kill -s KILL "$registry" 2>/dev/null
        wait "$registry" 2>/dev/null
        rm -rf "$2"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _shell;
    private readonly string _folder;

    private ImageRegistry(Process shell, string folder, int port)
    {
        _shell = shell;
        _folder = folder;
        Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
    }

    /// <summary>Gets its address, as image names begin with it. Engines trust a registry on loopback without a certificate.</summary>
    public string Host { get; }

    /// <summary>Starts a registry and waits until it answers.</summary>
    /// <param name="passwords">Lines of <c>name:hash</c> by bcrypt of who may use it; null for everybody.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static async Task<ImageRegistry> StartAsync(string? passwords, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-registry-").FullName;
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "passwords"), passwords ?? string.Empty, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "config.yml"), $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: "{{folder}}/images" } }
            http: { addr: "127.0.0.1:{{port}}" }
            {{(passwords is null ? string.Empty : $"auth: {{ htpasswd: {{ realm: test, path: \"{folder}/passwords\" }} }}")}}

            """, cancellationToken);
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", Script, "sh", FindProgram(), folder }, RedirectStandardInput = true };
        var registry = new ImageRegistry(Process.Start(start)!, folder, port);
        await registry.AnswerAsync(cancellationToken);
        return registry;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                // It answers 401 where a login is needed.
                using var answer = await http.GetAsync(new Uri($"http://{Host}/v2/"), cancellationToken);
                return;
            }
            catch (HttpRequestException) when (watch.Elapsed < Patience)
            {
                await Task.Delay(20, cancellationToken);
            }
            catch (HttpRequestException error)
            {
                var log = await File.ReadAllTextAsync(Path.Combine(_folder, "log"), cancellationToken);
                await DisposeAsync();
                throw new InvalidOperationException($"The registry does not answer: {log}", error);
            }
        }
    }

    /// <summary>The test programs lie in artifacts/bin/PROJECT/CONFIGURATION.</summary>
    private static string FindProgram()
    {
        var own = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../registry/docker-registry"));
        string[] places = [own, .. (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Select(p => Path.Combine(p, "docker-registry"))];
        return places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("There is no docker-registry, which this test needs; run eng/registry.sh.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
