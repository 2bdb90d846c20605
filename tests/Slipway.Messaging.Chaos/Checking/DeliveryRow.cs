namespace Slipway.Messaging.Chaos;

/// <summary>What the product says of a delivery.</summary>
/// <param name="Id">Its id in the ledger; null where the body cannot be read.</param>
/// <param name="Name">The message.</param>
/// <param name="State">Its state.</param>
/// <param name="Attempt">How many attempts count.</param>
/// <param name="Fence">How often it was claimed.</param>
/// <param name="Outcome">What was noted.</param>
/// <param name="Failures">What the attempts that did not end well left behind.</param>
internal sealed record DeliveryRow(string? Id, string Name, string State, long Attempt, long Fence, string Outcome, IReadOnlyList<string> Failures)
{
    public override string ToString() => $"{Id ?? "?"} ({Name}) {State}, attempt {Attempt}, fence {Fence}{(Outcome.Length > 0 ? $", {Outcome}" : "")} [{string.Join("; ", Failures)}]";
}
