using System.Buffers;

namespace Slipway.Messaging;

/// <summary>Where a <see cref="RowSet{TRow}"/> writes its rows, kept from one statement to the next: new ones would be large objects each time.</summary>
internal sealed class RowBuffers
{
    private const int Small = 4 * 1024 * 1024;

    public ArrayBufferWriter<byte> Text { get; } = new();

    public ArrayBufferWriter<byte> Bytes { get; } = new();

    /// <summary>Gets a value indicating whether they may stay in memory.</summary>
    public bool AreSmall => Text.Capacity + Bytes.Capacity <= Small;

    public void Clear()
    {
        Text.ResetWrittenCount();
        Bytes.ResetWrittenCount();
    }
}
