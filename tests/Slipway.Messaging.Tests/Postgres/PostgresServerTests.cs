using System.Diagnostics;
using Npgsql;
using Slipway.Testing;
using Slipway.Testing.Postgres;

namespace Slipway.Messaging.Tests.Postgres;

/// <summary>The fixture itself: what later tests rely on when they crash a server.</summary>
public sealed class PostgresServerTests
{
    [Fact]
    public async Task Crash_ServerIsStartedAgain_KeepsWhatWasCommitted()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await ExecuteAsync(database, "create table kept (id int); insert into kept values (1)");

        await server.CrashAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(database, "select 1"));
        await server.StartAgainAsync();

        Assert.Equal(1, await ExecuteAsync(database, "delete from kept"));
    }

    [Fact]
    public async Task Dispose_ServerRuns_LeavesNoProcessBehind()
    {
        var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        using var backend = Process.GetProcessById(connection.ProcessID);

        await server.DisposeAsync();

        await Eventually.BecomesTrueAsync(() => backend.HasExited, "the server's processes ended");
    }

    private static async Task<int> ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }
}
