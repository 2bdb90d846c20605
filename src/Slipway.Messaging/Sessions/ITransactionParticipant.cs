using System.Data.Common;

namespace Slipway.Messaging;

/// <summary>
/// Something of the scope with writes pending (a database context) that commit together with the outgoing messages and
/// the record that the handler ran. Scoped; called once at the end, never while the handler runs.
/// </summary>
public interface ITransactionParticipant
{
    /// <summary>
    /// Gets a value indicating whether something is pending. Default true. One that says no is not asked to save, and what only sends messages
    /// commits together with others, several times as fast.
    /// </summary>
    bool HasChanges => true;

    /// <summary>Writes what is pending through <paramref name="transaction"/>. Neither commits nor rolls back.</summary>
    /// <param name="transaction">The open transaction, on a connection that the participant must not close.</param>
    /// <param name="cancellationToken">Cancels the writes; the transaction then rolls back.</param>
    /// <returns>A task that ends once the writes are in the transaction.</returns>
    Task SaveAsync(DbTransaction transaction, CancellationToken cancellationToken);
}
