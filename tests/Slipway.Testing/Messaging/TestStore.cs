using System.Data.Common;
using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

/// <summary>A fresh database for one test, with the tables of messaging and a table <c>effect (id)</c> that handlers write to.</summary>
public abstract class TestStore : IAsyncDisposable
{
    /// <summary>Makes the tables.</summary>
    public abstract Task CreateAsync();

    /// <summary>Makes <paramref name="builder"/> use it.</summary>
    public abstract void Use(IMessagingBuilder builder);

    /// <summary>Opens a connection of one's own.</summary>
    public abstract Task<DbConnection> OpenAsync();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>Called after a host has committed, started or not. Over a wire: returns when what it sent has arrived.</summary>
    public virtual Task SentAsync(WorkerHost host, string chain) => Task.CompletedTask;

    /// <summary>Whether nothing of these chains is on its way.</summary>
    public virtual Task<bool> HasArrivedAsync(IEnumerable<string> chains) => Task.FromResult(true);

    /// <summary>Runs a statement as someone else would, beside the worker server.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = Command(connection, sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads the first column.</summary>
    public async Task<List<string>> QueryAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = Command(connection, sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.IsDBNull(0) ? "" : Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        }
        return values;
    }

    /// <summary>What handlers have committed, in order.</summary>
    public Task<List<string>> EffectsAsync() => QueryAsync("select id from effect order by seq");

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Tests only.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
