using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Core.Clusters;
using Slipway.Core.Sources;
using Slipway.Imports.Repositories;
using Slipway.Imports.Tests.Updates;
using Slipway.Messaging;

namespace Slipway.Imports.Tests.Repositories;

/// <summary>The regular look at connected repositories.</summary>
public sealed class RepositoryWatchTests
{
    private readonly UpdateWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunOnce_LooksWhenItsTimeHasCome()
    {
        _world.Connected();
        var watch = Watch();

        Assert.Equal(1, await watch.RunOnceAsync(Token));
        Assert.Equal(0, await watch.RunOnceAsync(Token));
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await watch.RunOnceAsync(Token));
        Assert.Single(_world.Session.Messages);
    }

    [Fact]
    public async Task RunOnce_RepositoryDoesNotAnswer_IsNotedAndTakenBack()
    {
        _world.Connected();
        var watch = Watch();
        _world.Repositories.Failure = new SourceException(SourceFailure.Unreachable, "no answer");
        await watch.RunOnceAsync(Token);
        Assert.Equal("no answer", (await _world.Store.FindAsync("r1", Token))!.LookError);

        _world.Repositories.Failure = null;
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        await watch.RunOnceAsync(Token);
        Assert.Null((await _world.Store.FindAsync("r1", Token))!.LookError);
    }

    [Fact]
    public async Task RunOnce_OtherProcessWasFirst_DoesNotLook()
    {
        _world.Connected();
        _world.Session.CommitFailure = new ConcurrentChangeException();

        Assert.Equal(0, await Watch().RunOnceAsync(Token));
    }

    private RepositoryWatch Watch()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConnectedRepositoryStore>(_world.Store);
        services.AddSingleton<IMessageSession>(_world.Session);
        services.AddScoped(_ => _world.Looks);
        return new RepositoryWatch(services.BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), _world.Time, NullLogger<RepositoryWatch>.Instance);
    }
}
