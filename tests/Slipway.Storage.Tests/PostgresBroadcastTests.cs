using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Slipway.Storage.Broadcasting;
using Slipway.Storage.Databases;
using Slipway.Testing;
using Slipway.Testing.Postgres;

namespace Slipway.Storage.Tests;

/// <summary>Two processes on one database, as far as a broadcast can tell.</summary>
public sealed class PostgresBroadcastTests : IAsyncLifetime
{
    private readonly List<IHost> _hosts = [];
    private PostgresServer _server = null!;
    private string _database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.SharedAsync();
        _database = await _server.CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }
        await _server.DropDatabaseAsync(_database);
    }

    [Fact]
    public async Task Send_TwoProcesses_OnlyTheOtherHears()
    {
        var (sender, own) = await StartAsync();
        var (_, other) = await StartAsync();

        sender.Send("a", () => "one");
        sender.Send("b", () => "two");

        await Eventually.BecomesTrueAsync(() => other.Texts.Count == 2, "the other process hears both");
        Assert.Equal(["one", "two"], other.Texts.Order(StringComparer.Ordinal));
        Assert.Empty(own.Texts);
    }

    [Fact]
    public async Task Send_AThousandOfOneKey_TheLatestIsHeardAndFewOthers()
    {
        var (sender, _) = await StartAsync();
        var (_, other) = await StartAsync();

        for (var i = 1; i <= 1000; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            sender.Send("build", () => number);
        }

        await Eventually.BecomesTrueAsync(() => other.Texts.Contains("1000"), "the latest is heard");
        Assert.InRange(other.Texts.Count, 1, 100);
    }

    [Fact]
    public async Task Listen_ConnectionIsCut_ListensAgainAndSaysThatItMayHaveMissed()
    {
        var (sender, _) = await StartAsync();
        var (_, other) = await StartAsync();
        var missed = other.Missings;

        await using (var connection = new NpgsqlConnection(_database))
        {
            await connection.OpenAsync(Token);
            await using var cut = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen slipway_live'", connection);
            await cut.ExecuteNonQueryAsync(Token);
        }

        await Eventually.BecomesTrueAsync(() => other.Missings > missed, "it listens again");
        sender.Send("a", () => "after");
        await Eventually.BecomesTrueAsync(() => other.Texts.Contains("after"), "it hears again");
    }

    [Fact]
    public async Task Send_TextTooLong_IsLeftOutAndTheOthersArrive()
    {
        var (sender, _) = await StartAsync();
        var (_, other) = await StartAsync();

        sender.Send("a", () => new string('x', 9000));
        sender.Send("b", () => "short");

        await Eventually.BecomesTrueAsync(() => other.Texts.Count == 1, "one is heard");
        Assert.Equal(["short"], other.Texts);
    }

    private async Task<(IBroadcast Broadcast, Ear Ear)> StartAsync()
    {
        var ear = new Ear();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IBroadcastListener>(ear);
        builder.Services.AddSlipwayStorage(new DatabaseAddress(DatabaseKind.Postgres, _database));
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(Token);
        await Eventually.BecomesTrueAsync(() => ear.Missings > 0, "it listens");
        return (host.Services.GetRequiredService<IBroadcast>(), ear);
    }

    private sealed class Ear : IBroadcastListener
    {
        private int _missings;

        public ConcurrentQueue<string> Texts { get; } = new();

        public int Missings => Volatile.Read(ref _missings);

        public void Received(string text) => Texts.Enqueue(text);

        public void Missed() => Interlocked.Increment(ref _missings);
    }
}
