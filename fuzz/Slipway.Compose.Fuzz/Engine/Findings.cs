using System.Collections.Concurrent;

namespace Slipway.Compose.Fuzz;

/// <summary>Inputs that broke something, each kind once.</summary>
internal sealed class Findings(string folder)
{
    private readonly ConcurrentDictionary<string, int> _kinds = new(StringComparer.Ordinal);

    public int Count => _kinds.Count;

    public bool Add(string kind, string target, byte[] input, string what)
    {
        // The same fault by another input: the frames say so.
        var lines = what.Split('\n');
        var key = kind + target + lines[0].Split(':')[0] + string.Join('\n', lines.Where(l => l.TrimStart().StartsWith("at ", StringComparison.Ordinal)).Take(3));
        if (!_kinds.TryAdd(key, 0))
        {
            return false;
        }

        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{kind}-{target}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..12]}");
        File.WriteAllBytes(file, input);
        File.WriteAllText(file + ".txt", what);
        Console.WriteLine($"FOUND {kind} in {target}: {lines[0]} ({file})");
        return true;
    }
}
