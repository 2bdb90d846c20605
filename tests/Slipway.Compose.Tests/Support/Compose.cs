using System.Collections.Immutable;

namespace Slipway.Compose.Tests;

/// <summary>Loads projects from text. Everything that a test is not about has a default.</summary>
internal static class Compose
{
    public const string Directory = "/project";

    public static ComposeLoadOptions Options { get; } = new()
    {
        WorkingDirectory = Directory,
        Environment = new Dictionary<string, string> { ["HOME"] = "/home/user" },
    };

    /// <summary>Loads <c>compose.yaml</c> from a text, beside other files named in pairs.</summary>
    public static LoadResult Load(string compose, params (string Name, string Text)[] others) => Load(Options, compose, others);

    public static LoadResult Load(ComposeLoadOptions options, string compose, params (string Name, string Text)[] others)
    {
        var files = new MemoryFiles { [$"{Directory}/compose.yaml"] = compose };
        foreach (var (name, text) in others)
        {
            files[name.StartsWith('/') ? name : $"{Directory}/{name}"] = text;
        }

        return ComposeLoader.Load(options, files);
    }

    public static ComposeProject Project(string compose, params (string Name, string Text)[] others) => Load(compose, others).GetProjectOrThrow();

    /// <summary>Loads a project with one service, <c>web</c>, whose attributes are given.</summary>
    public static ComposeService Service(string attributes, params (string Name, string Text)[] others) =>
        Project(WithService(attributes), others).Services["web"];

    public static string WithService(string attributes) =>
        "services:\n  web:\n    image: nginx\n" + string.Concat(attributes.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(l => $"    {l}\n"));

    public static ImmutableArray<Diagnostic> Errors(LoadResult result) => [.. result.Diagnostics.Where(d => d.Severity == Severity.Error)];

    public static ComposeLoadOptions With(params (string Name, string Value)[] environment)
    {
        var values = new Dictionary<string, string>(Options.Environment);
        foreach (var (name, value) in environment)
        {
            values[name] = value;
        }

        return Options with { Environment = values };
    }
}
