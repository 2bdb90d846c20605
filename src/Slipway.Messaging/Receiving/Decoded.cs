namespace Slipway.Messaging;

/// <summary>What a delivery's bytes turned out to be.</summary>
internal abstract record Decoded
{
    private Decoded()
    {
    }

    public sealed record Readable(Incoming Incoming) : Decoded;

    public sealed record Unreadable(string Reason, Exception? Error) : Decoded;
}
