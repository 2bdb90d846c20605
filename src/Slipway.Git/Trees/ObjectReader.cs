using System.Diagnostics;
using System.Globalization;
using System.Text;
using Slipway.Core.Sources;
using Slipway.Git.Commands;
using Slipway.Git.Mirrors;

namespace Slipway.Git.Trees;

/// <summary>
/// Reads objects through one long-lived <c>git cat-file --batch</c>, because a process for each file of a project would take longer than all the
/// rest. Raw objects: no attribute, filter or line ending of the repository or the machine changes a byte. For one caller at a time.
/// </summary>
internal sealed class ObjectReader(Mirror mirror) : IDisposable
{
    private const int HeaderLimit = 200;
    private Process? _process;
    private BufferedStream? _output;
    private ErrorTail _errors = new();
    private bool _inObject;

    /// <summary>Begins to read an object; the stream must be read to its end before the next one is begun.</summary>
    public (string Type, ObjectStream Content) Open(string id)
    {
        if (_process is null || _process.HasExited || _inObject)
        {
            // The rest of an object that nobody wanted may be large; a new process is cheaper.
            Stop();
            Start();
        }

        _process!.StandardInput.BaseStream.Write(Encoding.ASCII.GetBytes(id + "\n"));
        _process.StandardInput.BaseStream.Flush();
        var header = ReadHeader().Split(' ');
        if (header.Length != 3 || !long.TryParse(header[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            Stop();
            throw new GitException($"object {id} cannot be read from the local copy of the repository: {string.Join(' ', header)} {string.Join("; ", _errors.Snapshot())}");
        }

        _inObject = true;
        return (header[1], new ObjectStream(_output!, size, EndOfObject));
    }

    /// <summary>Reads a whole object.</summary>
    /// <exception cref="SourceException">It is larger than that.</exception>
    public byte[] Read(string id, string path, long maxBytes)
    {
        var (_, content) = Open(id);
        if (content.Length > Math.Min(maxBytes, Array.MaxLength))
        {
            throw new SourceException(SourceFailure.TooLarge, $"'{path}' has {content.Length} bytes; at most {maxBytes} are read");
        }

        var buffer = new byte[content.Length];
        content.ReadExactly(buffer);
        return buffer;
    }

    public void Dispose() => Stop();

    private void Start()
    {
        _process = GitRunner.Start([mirror.GitDirectoryOption, "cat-file", "--batch"]);
        _output = new BufferedStream(_process.StandardOutput.BaseStream, 64 * 1024);
        var errors = _errors = new ErrorTail();
        _process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        _process.BeginErrorReadLine();
    }

    private void Stop()
    {
        if (_process is { } process)
        {
            // It has no children, and looking for them would take longer than all it did.
            process.Kill();

            // The process object does not close streams that were asked for.
            process.StandardInput.BaseStream.Dispose();
            process.StandardOutput.Dispose();
            process.Dispose();
        }

        _process = null;
        _output = null;
        _inObject = false;
    }

    private string ReadHeader()
    {
        var line = new StringBuilder();
        int next;
        while ((next = _output!.ReadByte()) is not (-1 or '\n') && line.Length < HeaderLimit)
        {
            line.Append((char)next);
        }

        return line.ToString();
    }

    private void EndOfObject()
    {
        // A line feed follows the content.
        _output!.ReadByte();
        _inObject = false;
    }
}
