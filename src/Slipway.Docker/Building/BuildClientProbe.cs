using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Building;

/// <summary>
/// Finds out, once, which Docker client can build with BuildKit. Versions alone do not tell: clients from 23 on need a plugin that may be
/// missing, and engines can be set up without BuildKit. So the candidate builds a tiny image.
/// </summary>
internal sealed class BuildClientProbe(IOptions<DockerOptions> options, EngineConnection connection, ILogger<BuildClientProbe> logger) : IDisposable
{
    // The last client that brings BuildKit along itself.
    private const int LastWithoutPlugin = 22;

    private const string TinyDockerfile = "FROM scratch\nLABEL slipway.probe=1\n";

    private static readonly string[] DefaultClients = ["docker", "/usr/bin/docker"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _once = new(1, 1);
    private BuildClient? _client;
    private bool _known;

    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["DOCKER_BUILDKIT"] = "1",
        ["DOCKER_HOST"] = connection.Address.Text,

        // Whatever builder the server's user has chosen for himself: ours is the engine's own.
        ["BUILDX_BUILDER"] = "default",
        ["DOCKER_CLI_HINTS"] = "false",
        ["NO_COLOR"] = "1",
    };

    /// <summary>The client to build with, or null to build by the engine's API.</summary>
    public async Task<BuildClient?> FindAsync(CancellationToken cancellationToken)
    {
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_known)
            {
                _client = options.Value.UseBuildKit ? await ProbeAsync(cancellationToken).ConfigureAwait(false) : null;
                _known = true;
                logger.BuilderChosen(_client is null ? "the engine's API" : $"BuildKit through {_client.Program}");
            }

            return _client;
        }
        finally
        {
            _once.Release();
        }
    }

    public void Dispose() => _once.Dispose();

    private async Task<BuildClient?> ProbeAsync(CancellationToken cancellationToken)
    {
        foreach (var program in options.Value.BuildClients ?? DefaultClients)
        {
            var reason = "it takes too long";
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                (var client, reason) = await ProbeAsync(program, patience.Token).ConfigureAwait(false);
                if (client is not null)
                {
                    return client;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Said below.
            }

            logger.BuildClientUnusable(program, reason);
        }

        return null;
    }

    private async Task<(BuildClient? Client, string Reason)> ProbeAsync(string program, CancellationToken cancellationToken)
    {
        var version = string.Empty;
        if (await RunAsync(program, ["version", "--format", "{{.Client.Version}}"], null, line => version = line, cancellationToken).ConfigureAwait(false) != 0)
        {
            return (null, "it is not there, or does not reach the engine");
        }

        var hasBuildx = await RunAsync(program, ["buildx", "version"], null, _ => { }, cancellationToken).ConfigureAwait(false) == 0;
        if (!hasBuildx && !(int.TryParse(version.Split('.')[0], CultureInfo.InvariantCulture, out var major) && major <= LastWithoutPlugin))
        {
            return (null, $"version {version} needs its plugin buildx, which is missing");
        }

        var last = string.Empty;
        var scratch = Directory.CreateTempSubdirectory("slipway-probe-");
        try
        {
            var idFile = Path.Combine(scratch.FullName, "id");
            using var context = ContextPrefix.AddDockerfile(TinyDockerfile, new MemoryStream(new byte[1024]));
            string[] arguments = ["build", "--progress=plain", "--iidfile", idFile, "-f", ContextPrefix.InlineDockerfile, "-"];
            var exitCode = await RunAsync(program, arguments, context, line => last = line, cancellationToken).ConfigureAwait(false);
            if (exitCode != 0 || !File.Exists(idFile))
            {
                return (null, last);
            }

            await RunAsync(program, ["image", "rm", await File.ReadAllTextAsync(idFile, cancellationToken).ConfigureAwait(false)], null, _ => { }, cancellationToken)
                .ConfigureAwait(false);
            return (new BuildClient(program, hasBuildx), string.Empty);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private Task<int> RunAsync(string program, string[] arguments, Stream? input, Action<string> line, CancellationToken cancellationToken) =>
        ClientProcess.RunAsync(program, arguments, Environment, input, line, cancellationToken);
}
