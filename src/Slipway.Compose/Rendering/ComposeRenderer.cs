using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>
/// Prints a project as <c>docker compose config</c> does: long forms, the same order of attributes, and every <c>$</c> doubled, so that the text loads to the
/// same project. A project that was loaded without interpolation keeps its templates, and has its attributes sorted.
/// </summary>
public static class ComposeRenderer
{
    /// <summary>Prints JSON.</summary>
    /// <param name="project">The project; <see cref="JsonProblems"/> says whether all of it can be printed.</param>
    /// <returns>The text, indented, with a line end.</returns>
    public static string ToJson(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project.EscapesDollars ? JsonOutput.WriteProject(JsonForm.Of(project.Tree)) : JsonOutput.Write(project.Tree);
    }

    /// <summary>Prints YAML.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The text, with a line end.</returns>
    public static string ToYaml(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var form = YamlForm.Of(project.Tree);
        return project.EscapesDollars ? YamlOutput.WriteProject(form) : YamlOutput.Write(form);
    }

    /// <summary>Finds what the JSON of a project cannot hold, although its YAML can. The reference prints no JSON for such a project.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The findings, each an error; empty for nearly every project.</returns>
    public static ImmutableArray<Diagnostic> JsonProblems(ComposeProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return JsonForm.Problems(project.Tree);
    }

    /// <summary>Prints any tree as JSON with sorted keys, without doubling dollar signs.</summary>
    /// <param name="tree">The tree.</param>
    /// <returns>The text, indented, with a line end.</returns>
    public static string ToJson(ComposeNode tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return JsonOutput.Write(tree);
    }

    /// <summary>Prints any tree as YAML with sorted keys, without doubling dollar signs.</summary>
    /// <param name="tree">The tree.</param>
    /// <returns>The text, with a line end.</returns>
    public static string ToYaml(ComposeNode tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return YamlOutput.Write(tree);
    }

    /// <summary>
    /// Hashes a service as <c>docker compose config --hash</c> does, so that equal hashes mean an equal
    /// service. The reference hashes without reading env files: load without <see cref="ComposeStages.EnvFiles"/> for the same result.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="service">The name of an active service.</param>
    /// <returns>64 hexadecimal digits; null where there is no such service.</returns>
    public static string? ToHash(ComposeProject project, string service)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(service);
        return project.Tree["services"] is ComposeMapping services && services[service] is ComposeMapping attributes ? ServiceHash.Of(project, service, attributes) : null;
    }
}
