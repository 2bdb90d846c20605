namespace Slipway.Compose;

/// <summary>A variable that the files of a project use.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Required">Whether the project does not load without it (<c>${NAME:?text}</c>).</param>
/// <param name="DefaultValue">The text that stands for it where it is not set (<c>${NAME:-text}</c>); empty where there is none.</param>
/// <param name="AlternateValue">The text that stands where it is set (<c>${NAME:+text}</c>); empty where there is none.</param>
/// <param name="Span">The first place that uses it.</param>
public sealed record ComposeVariable(string Name, bool Required, string DefaultValue, string AlternateValue, SourceSpan Span)
{
    /// <summary>Lists the variables of a project, each once, by name: as the first place says that gives a default, an alternative or a requirement.</summary>
    /// <param name="project">A project that was loaded without <see cref="ComposeStages.Interpolation"/>; any other has none left.</param>
    /// <returns>The variables.</returns>
    public static IReadOnlyList<ComposeVariable> Of(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var found = new SortedDictionary<string, ComposeVariable>(StringComparer.Ordinal);
        Visit(project.Tree, found);
        return [.. found.Values];
    }

    private static void Visit(ComposeNode node, SortedDictionary<string, ComposeVariable> found)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Visit(entry.Value, found);
                }

                break;
            case ComposeSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Visit(item, found);
                }

                break;
            case ComposeScalar { Kind: ScalarKind.Text } scalar when scalar.Text.Contains('$', StringComparison.Ordinal):
                Add(scalar.Text, scalar.Span, found);
                break;
        }
    }

    private static void Add(string text, SourceSpan span, SortedDictionary<string, ComposeVariable> found)
    {
        foreach (var variable in TemplateScanner.Scan(text))
        {
            var isDefault = variable.Operation is ":-" or "-";
            var isAlternative = variable.Operation is ":+" or "+";
            var says = new ComposeVariable(
                variable.Name, variable.Operation is ":?" or "?", isDefault ? variable.Argument : "", isAlternative ? variable.Argument : "", span);
            if (!found.TryGetValue(variable.Name, out var known) || (variable.Operation.Length > 0 && known is { Required: false, DefaultValue: "", AlternateValue: "" }))
            {
                found[variable.Name] = says;
            }

            if (isDefault || isAlternative)
            {
                Add(variable.Argument, span, found);
            }
        }
    }
}
