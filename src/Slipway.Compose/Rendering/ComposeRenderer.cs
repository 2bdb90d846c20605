using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>
/// Prints a project as <c>docker compose config</c> does: long forms, sorted keys, and every <c>$</c> doubled, so that the text loads to the same project.
/// A project that was loaded without interpolation keeps its templates.
/// </summary>
public static class ComposeRenderer
{
    /// <summary>Prints JSON.</summary>
    /// <param name="project">The project; <see cref="JsonProblems"/> says whether all of it can be printed.</param>
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

    /// <summary>Finds what the JSON of a project cannot hold, although its YAML can. The reference prints no JSON for such a project.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The findings, each an error; empty for nearly every project.</returns>
    public static ImmutableArray<Diagnostic> JsonProblems(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return JsonForm.Problems(project.Tree);
    }
}
