using System.Collections.Immutable;
using System.Security.Cryptography;
using Docker.DotNet;
using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Core.Planning;
using NetworkAttachment = Slipway.Core.Configurations.NetworkAttachment;

namespace Slipway.Docker.Tests;

/// <summary>A cluster of one test, under a name that nobody else has; everything with its label goes when the test ends.</summary>
internal sealed class TestCluster(EngineFixture fixture) : IAsyncDisposable
{
    public string Name { get; } = "sdt-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5));

    public IContainerEngine Engine => fixture.Engine;

    public DockerClient Client => fixture.Client;

    public Ownership Owner => new("id-of-" + Name, Name, 3, "example/guestbook", "0123456789abcdef0123456789abcdef01234567");

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static RunnableConfiguration Configuration(string name, params string[] command) => new()
    {
        Name = name,
        Image = new RegistryImage(EngineFixture.BaseImage),
        Command = [.. command],
        Labels = ImmutableSortedDictionary<string, string>.Empty.Add(EngineFixture.SuiteLabel, "1"),
    };

    public static RunnableConfiguration Sleeper(string name) => Configuration(name, "sleep", "600");

    public static RunnableConfiguration Shell(string name, string script) => Configuration(name, "sh", "-c", script);

    public DesiredContainer Desired(RunnableConfiguration configuration, params DesiredAttachment[] attachments) => new()
    {
        Owner = Owner,
        Instance = configuration.Name,
        Number = 1,
        Name = $"{Name}-{configuration.Name}-1",
        Image = EngineFixture.BaseImage,
        Configuration = configuration,
        Hash = "hash-of-" + configuration.Name,
        AttributeHashes = ImmutableSortedDictionary<string, string>.Empty.Add("command", "c1").Add("image", "i1"),
        Attachments = [.. attachments.Select(a => a with { Links = configuration.Links })],
    };

    public async Task<string> CreateAsync(DesiredContainer container, string? anonymousVolumesOf = null)
    {
        await Engine.CreateContainerAsync(container, container.Name, anonymousVolumesOf, Token);
        return container.Name;
    }

    public async Task<string> StartAsync(DesiredContainer container)
    {
        var name = await CreateAsync(container);
        await Engine.StartContainerAsync(name, Token);
        return name;
    }

    /// <summary>Runs a container to its end and returns what it printed.</summary>
    public async Task<string[]> RunAsync(DesiredContainer container)
    {
        var name = await StartAsync(container);
        await Engine.AwaitContainerAsync(name, AwaitedCondition.Completed, TimeSpan.Zero, _ => { }, Token);
        return await LogsAsync(name);
    }

    public async Task<string[]> LogsAsync(string container)
    {
        var lines = new List<string>();
        await foreach (var line in Engine.ReadLogsAsync(container, null, false, Token))
        {
            lines.Add(line.Text);
        }

        return [.. lines];
    }

    public Task<AwaitOutcome> AwaitAsync(string container, AwaitedCondition until, double windowSeconds = 0.3, Action<string>? progress = null) =>
        Engine.AwaitContainerAsync(container, until, TimeSpan.FromSeconds(windowSeconds), progress ?? (_ => { }), Token);

    public Task<ContainerInspectResponse> InspectAsync(string container) => Client.Containers.InspectContainerAsync(container, Token);

    /// <summary>Runs a command in a container and returns what it printed.</summary>
    public async Task<string> ExecAsync(string container, params string[] command)
    {
        var exec = await Client.Exec.CreateContainerExecAsync(
            container, new ContainerExecCreateParameters { Cmd = [.. command], AttachStdout = true, AttachStderr = true }, Token);
        using var stream = await Client.Exec.StartContainerExecAsync(exec.ID!, new ContainerExecStartParameters(), Token);
        var (output, error) = await stream.ReadOutputToEndAsync(Token);
        return (output + error).Trim();
    }

    public NetworkDefinition Network(string key) => new() { Key = key, Name = $"{Name}_{key}" };

    public VolumeDefinition Volume(string key) => new() { Key = key, Name = $"{Name}_{key}" };

    public async Task<DesiredAttachment> CreateNetworkAsync(string key, params string[] aliases)
    {
        await Engine.CreateNetworkAsync(Network(key), "hash-of-" + key, Owner, Token);
        return Join(key, aliases);
    }

    public DesiredAttachment Join(string key, params string[] aliases) =>
        new($"{Name}_{key}", new NetworkAttachment { Network = key }, [.. aliases]);

    public async ValueTask DisposeAsync() => await RemoveAllAsync(Client, Name);

    public static async Task RemoveAllAsync(DockerClient client, string project)
    {
        var filter = EngineFixture.Labelled("com.docker.compose.project=" + project);
        foreach (var container in await client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = filter }))
        {
            await Try(() => client.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }));
            foreach (var volume in (container.Mounts ?? []).Where(mount => mount is { Type: "volume", Name.Length: 64 }))
            {
                await Try(() => client.Volumes.RemoveAsync(volume.Name!, true));
            }
        }

        foreach (var network in await client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = filter }))
        {
            await Try(() => client.Networks.DeleteNetworkAsync(network.ID));
        }

        foreach (var volume in (await client.Volumes.ListAsync(new VolumesListParameters { Filters = filter })).Volumes ?? [])
        {
            await Try(() => client.Volumes.RemoveAsync(volume.Name!, true));
        }
    }

    private static async Task Try(Func<Task> remove)
    {
        try
        {
            await remove();
        }
        catch (DockerApiException)
        {
            // Gone already.
        }
    }
}
