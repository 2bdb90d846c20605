using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Slipway.Scenarios.Harness;

/// <summary>The engine, asked directly: scenarios judge what is there, not what Slipway says.</summary>
public sealed class EngineApi : IDisposable
{
    private const string ProjectLabel = "com.docker.compose.project";
    private readonly HttpClient _http = Connect(Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : "unix:///var/run/docker.sock");

    /// <summary>Fails where no engine answers.</summary>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("_ping", UriKind.Relative), cancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"The engine answers {answer.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            Assert.Fail($"No Docker Engine answers, which every scenario needs; run eng/engine.sh. ({e.Message})");
        }
    }

    /// <summary>Gets every container of a project, ended ones as well, by service.</summary>
    public async Task<ImmutableArray<EngineContainer>> ContainersAsync(string project, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<EngineContainer>();
        foreach (var listed in await ListAsync($"containers/json?all=true&{Labelled(project)}", cancellationToken))
        {
            if (await GetAsync($"containers/{listed["Id"]}/json", cancellationToken) is { } inspection)
            {
                found.Add(new EngineContainer(inspection));
            }
        }

        return [.. found.OrderBy(c => c.Service, StringComparer.Ordinal).ThenBy(c => c.Name, StringComparer.Ordinal)];
    }

    /// <summary>Gets the only container of a service.</summary>
    public async Task<EngineContainer> ContainerAsync(string project, string service, CancellationToken cancellationToken) =>
        Assert.Single(await ContainersAsync(project, cancellationToken), c => c.Service == service);

    /// <summary>Gets everything that carries a project's label, each as <c>KIND NAME</c>.</summary>
    public async Task<ImmutableArray<string>> EverythingAsync(string project, CancellationToken cancellationToken)
    {
        var containers = await ListAsync($"containers/json?all=true&{Labelled(project)}", cancellationToken);
        var networks = await ListAsync($"networks?{Labelled(project)}", cancellationToken);
        return
        [
            .. containers.Select(c => $"container {c["Names"]![0]}"),
            .. networks.Select(n => $"network {n["Name"]}"),
            .. (await VolumesAsync(project, cancellationToken)).Select(v => $"volume {v}"),
        ];
    }

    /// <summary>Gets the names of a project's volumes.</summary>
    public async Task<ImmutableArray<string>> VolumesAsync(string project, CancellationToken cancellationToken)
    {
        var answer = await GetAsync($"volumes?{Labelled(project)}", cancellationToken);
        return [.. (answer!["Volumes"]?.AsArray() ?? []).Select(v => v!["Name"]!.GetValue<string>())];
    }

    /// <summary>Gets the engine's description of something, by its place in the API; null where it is not there.</summary>
    public Task<JsonNode?> InspectAsync(string path, CancellationToken cancellationToken) => GetAsync(path, cancellationToken);

    /// <summary>Runs a command inside of a container and returns its output.</summary>
    public static async Task<string> ExecuteAsync(EngineContainer container, CancellationToken cancellationToken, params string[] command)
    {
        var run = await DockerAsync(cancellationToken, ["exec", container.Id, .. command]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Out.TrimEnd('\n');
    }

    /// <summary>Runs Docker's own client.</summary>
    public static Task<ProgramRun> DockerAsync(CancellationToken cancellationToken, params string[] arguments) =>
        ProgramRun.OfAsync("docker", arguments, new Dictionary<string, string?>(), SourceTree.Root, cancellationToken);

    /// <summary>Gets every project that Slipway made, with the time of its oldest container or network.</summary>
    public async Task<ImmutableArray<(string Project, DateTimeOffset Created)>> ProjectsAsync(CancellationToken cancellationToken)
    {
        var filter = "filters=" + Uri.EscapeDataString("""{"label":["slipway.cluster-id"]}""");
        var containers = (await ListAsync($"containers/json?all=true&{filter}", cancellationToken))
            .Select(c => (Project: c["Labels"]![ProjectLabel]!.GetValue<string>(), Created: DateTimeOffset.FromUnixTimeSeconds(c["Created"]!.GetValue<long>())));
        var networks = (await ListAsync($"networks?{filter}", cancellationToken))
            .Select(n => (Project: n["Labels"]![ProjectLabel]!.GetValue<string>(), Created: DateTimeOffset.Parse(n["Created"]!.GetValue<string>(), CultureInfo.InvariantCulture)));
        return [.. containers.Concat(networks).GroupBy(p => p.Project).Select(g => (g.Key, g.Min(p => p.Created)))];
    }

    /// <summary>Removes whatever carries a project's label, networks that were given a name beginning with its own, and the images that were built for it.</summary>
    public async Task RemoveProjectAsync(string project, CancellationToken cancellationToken)
    {
        var containers = await ListAsync($"containers/json?all=true&{Labelled(project)}", cancellationToken);
        foreach (var container in containers)
        {
            await DeleteAsync($"containers/{container["Id"]}?force=true&v=true", cancellationToken);
        }

        var named = "filters=" + Uri.EscapeDataString($$"""{"name":["^{{project}}-"]}""");
        var networks = (await ListAsync($"networks?{Labelled(project)}", cancellationToken)).Concat(await ListAsync($"networks?{named}", cancellationToken));
        foreach (var id in networks.Select(n => n["Id"]!.GetValue<string>()).Distinct())
        {
            await DeleteAsync($"networks/{id}", cancellationToken);
        }

        foreach (var volume in await VolumesAsync(project, cancellationToken))
        {
            await DeleteAsync($"volumes/{volume}?force=true", cancellationToken);
        }

        foreach (var image in containers.Select(c => c["Image"]!.GetValue<string>()).Where(i => i.StartsWith("slipway/build:", StringComparison.Ordinal)).Distinct())
        {
            await DeleteAsync($"images/{image}", cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Labelled(string project) => "filters=" + Uri.EscapeDataString($$"""{"label":["{{ProjectLabel}}={{project}}"]}""");

    private static HttpClient Connect(string host)
    {
        if (!host.StartsWith("unix://", StringComparison.Ordinal))
        {
            return new HttpClient { BaseAddress = new Uri(host.Replace("tcp://", "http://", StringComparison.Ordinal)) };
        }

        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(host["unix://".Length..]), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://engine/") };
    }

    private async Task<IReadOnlyList<JsonNode>> ListAsync(string path, CancellationToken cancellationToken) =>
        [.. (await GetAsync(path, cancellationToken))!.AsArray().Select(n => n!)];

    // Null for what went between a listing and this.
    private async Task<JsonNode?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {text}");
        return JsonNode.Parse(text);
    }

    // What is in use elsewhere stays.
    private async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.DeleteAsync(new Uri(path, UriKind.Relative), cancellationToken);
    }
}
