using System.IO.Pipelines;

namespace Slipway.Git.Archives;

/// <summary>An archive that is written while it is read. Closing it early ends the writing. A failure to write is thrown by the next read.</summary>
internal sealed class ArchiveStream : Stream
{
    private readonly CancellationTokenSource _closing;
    private readonly Stream _reading;
    private readonly Task _writing;
    private long _position;
    private bool _disposed;

    public ArchiveStream(ContextArchive archive, CancellationToken cancellationToken)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1024 * 1024, resumeWriterThreshold: 512 * 1024));
        _closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _reading = pipe.Reader.AsStream();
        var closing = _closing.Token;
        _writing = Task.Run(() => WriteAsync(archive, pipe.Writer, closing), CancellationToken.None);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _reading.Read(buffer, offset, count);
        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _reading.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        Dispose();
        // It never throws, and ends soon, because nothing is read any more.
        await _writing.ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !Interlocked.Exchange(ref _disposed, true))
        {
            _closing.Cancel();
            _reading.Dispose();
            _closing.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Never throws: how it ended goes to the reader.</summary>
    private static async Task WriteAsync(ContextArchive archive, PipeWriter writer, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            // Headers are written in small pieces; the pipe should not be woken for each.
            var stream = new BufferedStream(writer.AsStream(leaveOpen: true), 64 * 1024);
            await using (stream.ConfigureAwait(false))
            {
                await archive.WriteAsync(stream, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error)
        {
            failure = error;
        }

        await writer.CompleteAsync(failure).ConfigureAwait(false);
    }
}
