namespace Slipway.Api;

/// <summary>Headers that requests may carry.</summary>
public static class RequestHeaders
{
    /// <summary>
    /// An id that the client makes for a request that begins an operation: 8 to 32 letters and digits in lower case, new for each. It becomes
    /// the operation's id; asked again with it, the server answers with the operation that it began.
    /// </summary>
    public const string RequestId = "Idempotency-Key";
}
