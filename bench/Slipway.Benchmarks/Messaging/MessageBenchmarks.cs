using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slipway.Messaging;

namespace Slipway.Benchmarks.Messaging;

/// <summary>
/// Tasks through one SQLite file on disk: sent, claimed, handled, and the record that they ran committed. A thousand in one session, and a hundred
/// in a session each, as a user's requests come. The figures are per message.
/// </summary>
[MemoryDiagnoser]
public class MessageBenchmarks
{
    private const int Together = 1000;
    private const int OneByOne = 100;

    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-benchmark-").FullName;
    private readonly Countdown _countdown = new();
    private IHost _host = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        var source = $"Data Source={Path.Combine(_directory, "messages.db")}";
        using (var connection = new SqliteConnection(source))
        {
            await connection.OpenAsync().ConfigureAwait(false);
            foreach (var statement in MessageSchema.SqliteStatements)
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The schema's own statements.
                command.CommandText = statement;
#pragma warning restore CA2100
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_countdown);
        var messaging = builder.Services.AddSlipwayMessaging("benchmark");
        messaging.UseSqlite(source);
        messaging.Work<Numbered>().Run<NumberedHandler>();
        _host = builder.Build();
        await _host.StartAsync().ConfigureAwait(false);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Together)]
    public async Task OneSession()
    {
        var done = _countdown.Begin(Together);
        await SendAsync(0, Together).ConfigureAwait(false);
        await done.ConfigureAwait(false);
    }

    [Benchmark(OperationsPerInvoke = OneByOne)]
    public async Task SessionEach()
    {
        var done = _countdown.Begin(OneByOne);
        for (var i = 0; i < OneByOne; i++)
        {
            await SendAsync(i, 1).ConfigureAwait(false);
        }

        await done.ConfigureAwait(false);
    }

    private async Task SendAsync(int first, int count)
    {
        var scope = _host.Services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
            for (var i = 0; i < count; i++)
            {
                session.Send(new Numbered(first + i));
            }

            await session.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
