using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Docker.Building;

/// <summary>Passes the lines of a build on and keeps the last ones for the error message. Safe to use from several readers.</summary>
internal sealed partial class BuildOutput(Action<string> output, ImmutableSortedDictionary<string, string> arguments)
{
    /// <summary>How many lines a failure shows.</summary>
    public const int KeptLines = 20;

    private const int LongestLine = 4096;

    // BuildKit puts the values of build arguments into the names of its steps. Shorter ones are no secrets, and would blot out everything.
    private const int ShortestHidden = 4;

    private readonly (string Value, string Name)[] _hidden =
    [
        .. arguments
            .SelectMany(argument => argument.Value.Split('\n').Select(line => (Value: line.Trim(), Name: $"${{{argument.Key}}}")))
            .Where(argument => argument.Value.Length >= ShortestHidden)
            .OrderByDescending(argument => argument.Value.Length),
    ];

    private readonly Queue<string> _last = new();
    private readonly Lock _lock = new();

    /// <summary>Gets the last lines.</summary>
    public ImmutableArray<string> LastLines
    {
        get
        {
            lock (_lock)
            {
                return [.. _last];
            }
        }
    }

    /// <summary>Takes a line as a builder printed it.</summary>
    public void Add(string raw)
    {
        var line = StepOutput().Replace(Escapes().Replace(raw, string.Empty).TrimEnd(), string.Empty);
        if (line.Length == 0 || StepEnd().IsMatch(line))
        {
            return;
        }

        line = Hide(line);
        line = line.Length > LongestLine ? line[..LongestLine] : line;
        lock (_lock)
        {
            if (_last.Count == KeptLines)
            {
                _last.Dequeue();
            }

            _last.Enqueue(line);
            output(line);
        }
    }

    /// <summary>Replaces values of build arguments by their names.</summary>
    public string Hide(string text) => _hidden.Aggregate(text, (rest, argument) => rest.Replace(argument.Value, argument.Name, StringComparison.Ordinal));

    /// <summary>Colours, which the engine's API puts around error output, and whatever else a repository sends to the reader's terminal.</summary>
    [GeneratedRegex(@"\x1B(\[[0-9;?]*[ -/]*[@-~]|[@-Z\\-_])|[\x00-\x08\x0B-\x1F]", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();

    /// <summary>BuildKit's <c>#7 </c> and <c>#7 0.312 </c> before what a command of the Dockerfile printed.</summary>
    [GeneratedRegex(@"^#\d+ (\d+\.\d+ )?", RegexOptions.CultureInvariant)]
    private static partial Regex StepOutput();

    /// <summary>Book-keeping that says nothing to a reader of a failed build.</summary>
    [GeneratedRegex(@"^(DONE \d+\.\d+s|CACHED|sha256:[0-9a-f]+( .*)?|\.\.\.)$", RegexOptions.CultureInvariant)]
    private static partial Regex StepEnd();
}
