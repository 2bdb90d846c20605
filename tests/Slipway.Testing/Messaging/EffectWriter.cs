using System.Data.Common;
using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

/// <summary>A participant as a database context is one: keeps writes until the pipeline commits them.</summary>
public sealed class EffectWriter : ITransactionParticipant
{
    private readonly List<string> _pending = [];

    /// <inheritdoc />
    public bool HasChanges => _pending.Count > 0 || FailWith is not null || Besides is not null;

    /// <summary>Gets or sets what saving throws after it has written, as a concurrency conflict would.</summary>
    public Exception? FailWith { get; set; }

    /// <summary>Gets or sets what saving does besides, as a participant should not.</summary>
    public Func<Task>? Besides { get; set; }

    /// <summary>Writes a row with the commit.</summary>
    public void Add(string id) => _pending.Add(id);

    /// <inheritdoc />
    public async Task SaveAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        foreach (var id in _pending)
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "insert into effect (id) values (@id)";
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@id";
            parameter.Value = id;
            command.Parameters.Add(parameter);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        _pending.Clear();
        if (Besides is { } act)
        {
            await act();
        }
        if (FailWith is { } error)
        {
            throw error;
        }
    }
}
