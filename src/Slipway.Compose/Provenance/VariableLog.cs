namespace Slipway.Compose;

/// <summary>For each variable of one environment all places that set it; the last one counts.</summary>
internal sealed class VariableLog
{
    private readonly Dictionary<string, List<LoggedVariable>> _places = new(StringComparer.Ordinal);

    /// <summary>The places of a variable, the one that counts last.</summary>
    public IReadOnlyList<LoggedVariable> this[string name] => _places.TryGetValue(name, out var places) ? places : [];

    /// <summary>The value that counts; null where no place sets the variable.</summary>
    public string? ValueOf(string name) => this[name] is [.., var last] ? last.Value : null;

    /// <summary>Adds a place that counts more than those before it.</summary>
    public void Add(string name, LoggedVariable place) => At(name).Add(place);

    /// <summary>Puts the places of another log before those of this one: they count less.</summary>
    public void Below(VariableLog weaker)
    {
        foreach (var (name, places) in weaker._places)
        {
            At(name).InsertRange(0, places);
        }
    }

    /// <summary>Puts the places of another log behind those of this one: they count more.</summary>
    public void Above(VariableLog stronger)
    {
        foreach (var (name, places) in stronger._places)
        {
            At(name).AddRange(places);
        }
    }

    /// <summary>Hears of each line that a parser reads.</summary>
    public EnvFileListener Listen(VariableSource source) =>
        (name, span, text, value, hasVariables) => Add(name, new LoggedVariable(source, span, text, value, hasVariables));

    private List<LoggedVariable> At(string name)
    {
        if (!_places.TryGetValue(name, out var places))
        {
            _places.Add(name, places = []);
        }

        return places;
    }
}
