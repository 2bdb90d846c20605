namespace Slipway.Messaging.RabbitMq;

/// <summary>Knows from the store which names this application handled before and handles no more. The broker would not tell.</summary>
internal sealed class Bindings(IMessageDatabase database, MessageCatalog catalog)
{
    /// <summary>Gets what <see cref="ReadAsync"/> has found.</summary>
    public IReadOnlyCollection<(string Name, MessageKind Kind)> Obsolete { get; private set; } = [];

    /// <summary>Asks the store. To be called before the subscriptions of this process are written.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var sql = await database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            var known = await sql.QueryAsync(
                OutboxSql.SubscribedNames,
                [("@application", catalog.Application)],
                row => (Name: row.GetString(0), Kind: MessageKinds.FromText(row.GetString(1))),
                cancellationToken).ConfigureAwait(false);
            Obsolete = known.FindAll(k => !catalog.Handled.Any(d => d.Name == k.Name && d.Kind == k.Kind));
        }
    }
}
