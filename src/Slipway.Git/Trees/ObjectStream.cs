namespace Slipway.Git.Trees;

/// <summary>The content of one object. Says that it can seek because its length is known, but it is read once, from the beginning to the end.</summary>
internal sealed class ObjectStream : Stream
{
    private readonly Stream _source;
    private readonly Action _ended;
    private readonly long _length;
    private long _position;

    public ObjectStream(Stream source, long length, Action ended)
    {
        _source = source;
        _length = length;
        _ended = ended;
        if (length == 0)
        {
            ended();
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set
        {
            if (value != _position)
            {
                throw new NotSupportedException("an object is read once, from the beginning to the end");
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Advance(_source.Read(buffer[..Fit(buffer.Length)]), buffer.Length);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Advance(await _source.ReadAsync(buffer[..Fit(buffer.Length)], cancellationToken).ConfigureAwait(false), buffer.Length);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private int Fit(int wanted) => (int)Math.Min(wanted, _length - _position);

    private int Advance(int read, int wanted)
    {
        if (read == 0)
        {
            return wanted == 0 || _position == _length ? 0 : throw new EndOfStreamException("git ended in the middle of an object");
        }

        _position += read;
        if (_position == _length)
        {
            _ended();
        }

        return read;
    }
}
