using System.Globalization;

namespace Slipway.Benchmarks.Messaging;

/// <summary>What the command line says: words, then <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly List<string> _words = [];
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    public Arguments(IReadOnlyList<string> line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (!line[i].StartsWith("--", StringComparison.Ordinal))
            {
                _words.Add(line[i]);
            }
            else if (i + 1 < line.Count)
            {
                _options[line[i][2..]] = line[++i];
            }
            else
            {
                throw new UsageException($"{line[i]} needs a value");
            }
        }
    }

    public string Word(int index, string what) => index < _words.Count ? _words[index] : throw new UsageException($"say {what}");

    public int Number(string name, int otherwise) => _options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string Text(string name, string otherwise) => _options.GetValueOrDefault(name, otherwise);

    public string Required(string name) => _options.TryGetValue(name, out var text) ? text : throw new UsageException($"--{name} is missing");
}
