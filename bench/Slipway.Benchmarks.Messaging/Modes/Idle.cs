using Npgsql;

namespace Slipway.Benchmarks.Messaging;

/// <summary>What a server with nothing to do costs.</summary>
internal static class Idle
{
    // What follows a start is not what an idle server costs: a method is compiled anew once it was called thirty times, which at a look in five seconds
    // is minutes later. At most five times as long as it is measured.
    private const int MostSettling = 5;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(ILeg leg, string? postgres, int seconds, CancellationToken cancellationToken)
    {
        await leg.OpenAsync(cancellationToken);
        await leg.ConsumeAsync(cancellationToken);
        await Warmth.QuietAsync(Quiet, TimeSpan.FromSeconds(MostSettling * seconds), cancellationToken);
        await SetAutovacuumAsync(postgres, "off", cancellationToken);

        var queries = await TransactionsAsync(postgres, cancellationToken);
        var before = Usage.Now();
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, cancellationToken);
        var after = Usage.Now();
        Output.Write("idle_cpu_percent", (after.Cpu - before.Cpu).TotalSeconds / seconds * 100);
        if (postgres is not null)
        {
            // Statistics reach the view up to a second late, the first look's own transaction among them.
            await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, cancellationToken);
            Output.Write("idle_transactions_per_minute", (await TransactionsAsync(postgres, cancellationToken) - queries - 1) * 60.0 / seconds);
            await SetAutovacuumAsync(postgres, "on", cancellationToken);
        }
    }

    // Its transactions are counted with the others.
    private static async Task SetAutovacuumAsync(string? postgres, string value, CancellationToken cancellationToken)
    {
        if (postgres is null)
        {
            return;
        }
        await using var connection = new NpgsqlConnection(postgres + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        foreach (var statement in (string[])[$"alter system set autovacuum = {value}", "select pg_reload_conf()"])
        {
#pragma warning disable CA2100 // Constants of this program.
            await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<long> TransactionsAsync(string? postgres, CancellationToken cancellationToken)
    {
        if (postgres is null)
        {
            return 0;
        }
        await using var connection = new NpgsqlConnection(postgres + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
