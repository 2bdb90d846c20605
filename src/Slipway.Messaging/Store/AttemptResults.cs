namespace Slipway.Messaging;

/// <summary>How an attempt that did not end well ended, as it is stored.</summary>
internal static class AttemptResults
{
    public const string Failed = "failed";
    public const string Dead = "dead";
    public const string Lost = "lost";
    public const string LeaseLost = "lease-lost";
    public const string HandedOver = "handed-over";
    public const string FinalHandlerFailed = "final-handler-failed";

    /// <summary>No attempt: a person sent the message again.</summary>
    public const string Replayed = "replayed";

    /// <summary>No attempt: a person decided that it is not to be done.</summary>
    public const string Dropped = "dropped";
}
