using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Git.Commands;

/// <summary>Keeps the last lines of a command's error output, without user names and passwords of URLs. Safe for use by several threads.</summary>
internal sealed partial class ErrorTail
{
    private const int LineLimit = 20;
    private const int LineLengthLimit = 500;
    private readonly Queue<string> _lines = new();
    private readonly Lock _lock = new();

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        var clean = Redact(line.Length > LineLengthLimit ? line[..LineLengthLimit] : line).TrimEnd();
        lock (_lock)
        {
            _lines.Enqueue(clean);
            if (_lines.Count > LineLimit)
            {
                _lines.Dequeue();
            }
        }
    }

    public ImmutableArray<string> Snapshot()
    {
        lock (_lock)
        {
            return [.. _lines];
        }
    }

    /// <summary>Takes user names and passwords out of the URLs of a text.</summary>
    public static string Redact(string text) => Credentials().Replace(text, "://***@");

    // Greedy to the last @ before the path, because a password may hold one.
    [GeneratedRegex(@"://[^/\s'""]*@")]
    private static partial Regex Credentials();
}
