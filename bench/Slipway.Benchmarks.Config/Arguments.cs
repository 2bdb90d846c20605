namespace Slipway.Benchmarks.Config;

/// <summary>The command line: a mode, then options with a value each.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = [];

    public Arguments(IReadOnlyList<string> arguments)
    {
        Mode = arguments.Count > 0 ? arguments[0] : "";
        for (var i = 1; i + 1 < arguments.Count; i += 2)
        {
            _options[arguments[i]] = arguments[i + 1];
        }
    }

    public string Mode { get; }

    public string this[string option] => _options.TryGetValue(option, out var value) ? value : throw new ArgumentException($"{option} is missing.");

    public string? Find(string option) => _options.GetValueOrDefault(option);
}
