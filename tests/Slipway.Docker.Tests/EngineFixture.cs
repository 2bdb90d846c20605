using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;
using Slipway.Docker.Tests;

[assembly: AssemblyFixture(typeof(EngineFixture))]

namespace Slipway.Docker.Tests;

/// <summary>
/// The engine that all tests share: the one of DOCKER_HOST or the default socket. Without one, every test fails. What an earlier run left
/// behind is removed first, by its label.
/// </summary>
public sealed class EngineFixture : IAsyncLifetime
{
    /// <summary>The image that containers of tests run: a small Debian with python3, made by eng/images.sh.</summary>
    public const string BaseImage = "slipway-test/base:1";

    public const string SuiteLabel = "slipway-docker-tests";

    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(15);

    private readonly ServiceProvider _withoutBuildKit = BuildServices(new() { ["Slipway:Docker:UseBuildKit"] = "false" });

    public EngineFixture() => Services = BuildServices([]);

    public ServiceProvider Services { get; }

    public IContainerEngine Engine => Services.GetRequiredService<IContainerEngine>();

    /// <summary>The builder; both ways of it probe only once a run.</summary>
    public IImageBuilder Builder(bool buildKit) => (buildKit ? Services : _withoutBuildKit).GetRequiredService<IImageBuilder>();

    public DockerClient Client { get; private set; } = null!;

    public static string Host => Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : "unix:///var/run/docker.sock";

    /// <summary>Services as a host would have them, with settings of their own.</summary>
    public static ServiceProvider BuildServices(Dictionary<string, string?> settings, ILoggerProvider? log = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Slipway:Docker:Host"] = Host })
            .AddInMemoryCollection(settings)
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Trace);
            if (log is not null)
            {
                logging.AddProvider(log);
            }
        });
        services.AddSlipwayDocker();
        return services.BuildServiceProvider();
    }

    public async ValueTask InitializeAsync()
    {
        Client = await Services.GetRequiredService<EngineConnection>().CallAsync(session => Task.FromResult(session.Client), CancellationToken.None);
        var leftovers = await Client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = Labelled(SuiteLabel) });
        foreach (var old in leftovers.Where(container => DateTime.UtcNow.Subtract(Stale) > container.Created))
        {
            await TestCluster.RemoveAllAsync(Client, old.Labels["com.docker.compose.project"]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await _withoutBuildKit.DisposeAsync();
    }

    public static Dictionary<string, IDictionary<string, bool>> Labelled(string label) =>
        new() { ["label"] = new Dictionary<string, bool> { [label] = true } };
}
