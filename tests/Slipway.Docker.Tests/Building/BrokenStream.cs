namespace Slipway.Docker.Tests.Building;

/// <summary>A context whose source breaks off.</summary>
internal sealed class BrokenStream : MemoryStream
{
    public const string Message = "the repository is gone";

    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => throw new IOException(Message);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException(Message);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new IOException(Message);

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException(Message);
}
