using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Slipway.Core.Clusters;
using Slipway.Messaging;
using Slipway.Storage.Clusters;

namespace Slipway.Storage;

/// <summary>Writes what is pending in the scope's context in the transaction of the messages.</summary>
internal sealed class ContextParticipant(SlipwayDbContext database) : ITransactionParticipant
{
    public bool HasChanges => database.ChangeTracker.HasChanges();

    public async Task SaveAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        // The transaction is the unit; savepoints inside it would only cost time.
        database.Database.AutoSavepointsEnabled = false;
        var own = AnotherOf(database.Database.GetDbConnection());
        database.Database.SetDbConnection(transaction.Connection, contextOwnsConnection: false);
        try
        {
            await database.Database.UseTransactionAsync(transaction, cancellationToken).ConfigureAwait(false);
            await ClusterMerge.TakeUpAsync(database, cancellationToken).ConfigureAwait(false);
            await database.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException error)
        {
            // A concurrency token that differs, or a unique name that was taken: either way someone else was quicker.
            throw new ConcurrentChangeException("It was changed by someone else meanwhile; ask again.", error);
        }
        finally
        {
            // The writer's connection is not ours to read on: others commit through it.
            await database.Database.UseTransactionAsync(null, CancellationToken.None).ConfigureAwait(false);
            database.Database.SetDbConnection(own, contextOwnsConnection: true);
        }
    }

    // A context disposes of its connection when it is given another one. One of SQLite can be opened again after that, one of Npgsql cannot.
    private static DbConnection AnotherOf(DbConnection connection) => connection is ICloneable cloneable ? (DbConnection)cloneable.Clone() : connection;
}
