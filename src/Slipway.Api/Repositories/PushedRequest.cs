namespace Slipway.Api;

/// <summary>Reports a push: <c>POST /api/repositories/ID/pushed</c>. Without a ref all refs are looked at.</summary>
public sealed record PushedRequest
{
    /// <summary>Gets the full ref: <c>refs/heads/main</c>; null to have all looked at.</summary>
    public string? Ref { get; init; }

    /// <summary>Gets the commit before; null or zeros for a ref that came, or where it is not known.</summary>
    public string? Before { get; init; }

    /// <summary>Gets the commit after; zeros for a ref that went, null to have it looked up.</summary>
    public string? After { get; init; }
}
