namespace Slipway.Compose;

/// <summary>
/// Prints a project as <c>docker compose config</c> does: long forms, sorted keys, and every <c>$</c> doubled, so that the text loads to the same project.
/// A project that was loaded without interpolation keeps its templates.
/// </summary>
public static class ComposeRenderer
{
    /// <summary>Prints JSON.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The text, indented, with a line end.</returns>
    public static string ToJson(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return JsonOutput.Write(JsonForm.Of(project.Tree), project.EscapesDollars);
    }

    /// <summary>Prints YAML.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The text, with a line end.</returns>
    public static string ToYaml(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return YamlOutput.Write(project.Tree, project.EscapesDollars);
    }
}
