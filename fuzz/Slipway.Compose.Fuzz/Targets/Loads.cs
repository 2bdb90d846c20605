namespace Slipway.Compose.Fuzz;

/// <summary>Loads a project and looks at what must hold of every result.</summary>
internal static class Loads
{
    private static readonly ComposeLoadOptions Options = new()
    {
        WorkingDirectory = FuzzFiles.Directory,
        Profiles = ["*"],
        Environment = new Dictionary<string, string> { ["HOME"] = "/home/user", ["A"] = "alpha", ["EMPTY"] = "", ["N"] = "3", ["T"] = "${A}" },
    };

    public static LoadResult Load(FuzzFiles files)
    {
        var result = ComposeLoader.Load(Options, files);
        var failed = result.Diagnostics.Any(d => d.Severity == Severity.Error);
        if (failed == result.Project is not null)
        {
            throw new FuzzException(failed ? "A project in spite of errors." : "No project, and no error that says why.");
        }

        foreach (var found in result.Diagnostics)
        {
            if (found.Message.Length is 0 or > 600 || found.Path.Length > 600 || found.Span.Line < 0 || found.Span.Column < 0 || found.Span.File is not { Length: > 0 })
            {
                throw new FuzzException($"A finding without place or message: {found}");
            }
        }

        return result;
    }
}
