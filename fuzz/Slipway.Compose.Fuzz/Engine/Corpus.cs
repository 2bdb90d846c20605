namespace Slipway.Compose.Fuzz;

/// <summary>The inputs that found something new, kept on disk, so that the next run begins where this one ended and workers learn from each other.</summary>
internal sealed class Corpus
{
    private const int LongestInput = 32 * 1024;
    private readonly List<byte[]> _inputs = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly string _own;

    public Corpus(string folder, int worker)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _own = Directory.CreateDirectory(Path.Combine(_folder, $"worker{worker}")).FullName;
    }

    public int Count => _inputs.Count;

    public static int Longest => LongestInput;

    public void Add(byte[] input) => _inputs.Add(input);

    public void Save(byte[] input)
    {
        Add(input);
        var file = Path.Combine(_own, $"{_inputs.Count:d6}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..8]}");
        _read.Add(file);
        File.WriteAllBytes(file, input);
    }

    /// <summary>An input to start from: one of the newest as often as one of all.</summary>
    public byte[] Choose(Random random)
    {
        const int Newest = 50;
        var from = random.Next(2) == 0 ? Math.Max(0, _inputs.Count - Newest) : 0;
        return _inputs[random.Next(from, _inputs.Count)];
    }

    /// <summary>Inputs that others, or earlier runs, have written since the last look.</summary>
    public IEnumerable<byte[]> Fresh()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(_read.Add).ToArray())
        {
            var input = File.ReadAllBytes(file);
            if (input.Length <= LongestInput)
            {
                yield return input;
            }
        }
    }
}
