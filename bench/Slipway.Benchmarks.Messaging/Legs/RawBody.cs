using System.Buffers.Binary;

namespace Slipway.Benchmarks.Messaging;

/// <summary>The body of the raw leg: two numbers and filler, which costs nothing to encode.</summary>
internal static class RawBody
{
    public static byte[] Encode(Parcel parcel)
    {
        var body = new byte[Parcel.Size];
        BinaryPrimitives.WriteInt32LittleEndian(body, parcel.Number);
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(4), parcel.SentAt);
        return body;
    }

    public static (int Number, long SentAt) Decode(ReadOnlySpan<byte> body) =>
        (BinaryPrimitives.ReadInt32LittleEndian(body), BinaryPrimitives.ReadInt64LittleEndian(body[4..]));
}
