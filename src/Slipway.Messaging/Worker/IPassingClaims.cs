namespace Slipway.Messaging;

/// <summary>A worker that claims within a transaction that something else is written in.</summary>
internal interface IPassingClaims
{
    /// <summary>Claims what there is room for once the transaction is committed.</summary>
    /// <param name="sql">The open transaction.</param>
    /// <param name="ending">What ends with it, and leaves its slot.</param>
    /// <param name="cancellationToken">Cancels the statements; the transaction must then roll back.</param>
    Task<Claim> ClaimAsync(SqlRunner sql, IReadOnlyList<ClaimedDelivery> ending, CancellationToken cancellationToken);

    /// <summary>Forgets what was claimed, where the transaction rolled back.</summary>
    void Forget(Claim claim);

    /// <summary>Begins what was claimed, after the commit. Never throws.</summary>
    Task BeginAsync(Claim claim);
}
