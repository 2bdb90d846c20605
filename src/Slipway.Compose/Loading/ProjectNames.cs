namespace Slipway.Compose;

/// <summary>Names of projects: lower-case letters, digits, <c>_</c> and <c>-</c>, beginning with a letter or digit.</summary>
internal static class ProjectNames
{
    public static string Normalise(string text) =>
        string.Concat(text.ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-')).TrimStart('_', '-');

    /// <summary>Finds the name of a project.</summary>
    /// <param name="options">What the caller wants.</param>
    /// <param name="context">The project.</param>
    /// <param name="declared">The last <c>name</c> attribute of all documents that says something, or the last one at all.</param>
    public static string? Decide(ComposeLoadOptions options, LoadContext context, ComposeScalar? declared)
    {
        var given = options.ProjectName is { Length: > 0 } byCaller ? byCaller : context.Lookup("COMPOSE_PROJECT_NAME");
        if (!string.IsNullOrEmpty(given))
        {
            if (Normalise(given) != given)
            {
                context.Report.Add(Rules.ProjectName, SourceSpan.WholeFile(context.Inputs.Display(context.ProjectDirectory)), "name",
                    $"\"{given}\" cannot be a project name; use lower-case letters, digits, _ and -, beginning with a letter or digit.");
                return null;
            }

            return given;
        }

        var text = declared is not null ? declared.Text : PosixPath.Name(context.ProjectDirectory);
        var name = Normalise(text);
        if (name.Length == 0)
        {
            context.Report.Add(Rules.ProjectName, declared?.Span ?? SourceSpan.WholeFile(context.Inputs.Display(context.ProjectDirectory)), "name",
                $"\"{text}\" leaves nothing for a project name; set name: to lower-case letters, digits, _ and -.");
            return null;
        }

        return name;
    }
}
