namespace Slipway.Messaging.Chaos;

/// <summary>What the ledger knows of a message.</summary>
internal interface ILedgerMessage
{
    /// <summary>Gets what identifies it in the ledger.</summary>
    string Id { get; }

    /// <summary>Gets the key; empty for none.</summary>
    string Key { get; }

    /// <summary>Gets its place in the line of its key.</summary>
    int Seq { get; }

    /// <summary>Gets how long its handler takes.</summary>
    int WorkMs { get; }

    /// <summary>Gets how long its transaction stays open after the writes.</summary>
    int CommitMs { get; }
}
