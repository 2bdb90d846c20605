namespace Slipway.Compose;

/// <summary>Finds where an attribute that stands at the wrong place belongs: <c>dockerfile</c> under <c>build</c>, <c>subnet</c> under <c>ipam.config</c>.</summary>
internal static class AttributePlaces
{
    private const int Deepest = 4;

    /// <summary>Looks below a shape.</summary>
    /// <param name="key">The attribute.</param>
    /// <param name="shape">What may stand where it is written.</param>
    /// <returns>The only place below that has this attribute; null when there is none, or more than one.</returns>
    public static string? Find(string key, Shape shape)
    {
        var found = new List<string>();
        Collect(key, shape, "", 0, found);
        return found.Count == 1 ? found[0] : null;
    }

    private static void Collect(string key, Shape shape, string path, int depth, List<string> found)
    {
        if (depth > Deepest || found.Count > 1 || shape.Attributes is null)
        {
            return;
        }

        foreach (var (name, attribute) in shape.Attributes)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var inside = attribute.Attributes is not null ? attribute : attribute.Item;
            if (inside?.Attributes is not { } attributes)
            {
                continue;
            }

            if (attributes.ContainsKey(key))
            {
                found.Add(at);
            }

            Collect(key, inside, at, depth + 1, found);
        }
    }
}
