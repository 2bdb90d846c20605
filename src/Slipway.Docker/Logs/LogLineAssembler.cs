using System.Globalization;
using System.Text;
using Slipway.Core.Engines;

namespace Slipway.Docker.Logs;

/// <summary>
/// Makes lines of the bytes of one output stream. The engine writes the time before every message, and cuts long lines into messages of
/// 16 KiB: such a piece becomes a line of its own here as well, so that memory stays bounded.
/// </summary>
internal sealed class LogLineAssembler(bool isError)
{
    /// <summary>The longest line in bytes; also the size of the engine's own pieces.</summary>
    public const int MaximumBytes = 16 * 1024;

    // 2026-01-02T03:04:05.123456789Z and a space; engines leave out trailing zeros.
    private const int LongestTime = 36;

    private readonly byte[] _line = new byte[LongestTime + MaximumBytes];
    private int _length;
    private int _timeLength;
    private DateTimeOffset _time;
    private bool _hasTime;
    private bool _wasCut;

    /// <summary>Takes what was read and returns the lines that it completes.</summary>
    public IEnumerable<LogLine> Add(ReadOnlyMemory<byte> bytes)
    {
        for (var index = 0; index < bytes.Length; index++)
        {
            var value = bytes.Span[index];
            var endsCutLine = _wasCut && value == '\n';
            _wasCut = false;
            if (endsCutLine)
            {
                continue;
            }

            if (value == '\n')
            {
                yield return Take();
                continue;
            }

            _line[_length++] = value;
            if (!_hasTime && (value == ' ' || _length == LongestTime))
            {
                ReadTime();
            }

            if (_length - _timeLength == MaximumBytes)
            {
                yield return Take();
                _wasCut = true;
            }
        }
    }

    /// <summary>What is left when the stream ends.</summary>
    public LogLine? Finish() => _length > _timeLength ? Take() : null;

    private void ReadTime()
    {
        _hasTime = true;
        var text = Encoding.ASCII.GetString(_line, 0, _length - 1);
        if (_line[_length - 1] == ' '
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
        {
            _time = moment;
            _timeLength = _length;
        }
    }

    private LogLine Take()
    {
        var text = Encoding.UTF8.GetString(_line, _timeLength, _length - _timeLength);
        _length = _timeLength = 0;
        _hasTime = false;
        return new LogLine(_time, isError, text.TrimEnd('\r'));
    }
}
