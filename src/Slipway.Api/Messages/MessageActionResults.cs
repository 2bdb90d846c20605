namespace Slipway.Api;

/// <summary>Values of <see cref="MessageActionView.Result"/>.</summary>
public static class MessageActionResults
{
    /// <summary>Done.</summary>
    public const string Done = "done";

    /// <summary>It had been done before; nothing was done again.</summary>
    public const string AlreadyDone = "already-done";

    /// <summary>It cannot be done to a message in its present state.</summary>
    public const string Refused = "refused";
}
