using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Architecture.Tests;

/// <summary>House rules that a compiler does not know.</summary>
public sealed partial class StyleTests
{
    private const int Limit = 500;
    private const int Aim = 300;

    private static readonly string[] FolderNames = ["Helpers", "Utils", "Services", "Model", "Models", "Interfaces"];

    /// <summary>Closed families of small records, and a type beside its only user.</summary>
    private static readonly ImmutableHashSet<string> Families =
    [
        "src/Slipway.Core/Planning/Operation.cs",
        "src/Slipway.Core/Configurations/ImageSource.cs",
        "src/Slipway.Core/Configurations/Mount.cs",
        "src/Slipway.Imports/Flow/ImportMessages.cs",
        "src/Slipway.Git/GitHub/Webhooks/WebhookEvent.cs",
        "src/Slipway.Imports/Updates/UpdateMessages.cs",
    ];

    [Fact]
    public void Files_NoneIsTooLong()
    {
        var lengths = Sources.Files.Select(f => (f.Path, Lines: f.Text.Split('\n').Length - 1)).ToArray();

        Assert.False(
            lengths.Any(f => f.Lines > Limit),
            $"over {Aim} lines:\n{string.Join('\n', lengths.Where(f => f.Lines > Aim).OrderByDescending(f => f.Lines).Select(f => $"{f.Lines} {f.Path}"))}");
    }

    [Fact]
    public void Files_EachHasOneTopLevelType() => Assert.Equal(
        [],
        Sources.Files
            .Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && !Families.Contains(f.Path))
            .Where(f => TopLevelType().Count(f.Text) > 1)
            .Select(f => f.Path));

    [Fact]
    public void Families_AreStillThere() => Assert.Empty(Families.Except(Sources.Files.Select(f => f.Path)));

    [Fact]
    public void Folders_AreNamedAfterFeatures()
    {
        var folders = Sources.Files
            .SelectMany(f => f.Path.Split('/')[2..^1].Select(folder => $"{Sources.ProjectOf(f.Path)}/{folder}"))
            .Distinct()
            .Where(f => FolderNames.Contains(f.Split('/')[1]));

        // The typed project of the specification, whose word it is.
        Assert.Equal(["Slipway.Compose/Model"], folders);
    }

    [Fact]
    public void PublicClasses_AreSealedAbstractOrStatic() => Assert.Empty(
        Sources.Assemblies.Values
            .SelectMany(a => a.GetExportedTypes())
            // The web SDK makes the class of the top-level statements public.
            .Where(t => t.FullName != "Program")
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && t.Namespace?.EndsWith(".Migrations", StringComparison.Ordinal) != true)
            .Select(t => t.FullName));

    [Theory]
    [InlineData("Environment.GetEnvironmentVariable", "Slipway.Cli Slipway.Server")]
    [InlineData("Console.", "Slipway.Cli Slipway.Server")]
    [InlineData("Process.Start(", "Slipway.Cli Slipway.Docker Slipway.Git")]
    [InlineData("Process.GetCurrentProcess(", "Slipway.Cli Slipway.Messaging")]
    public void Call_IsMadeOnlyWhereItBelongs(string call, string projects)
    {
        var allowed = projects.Split(' ');

        Assert.Empty(Sources.Files
            .Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && !allowed.Contains(Sources.ProjectOf(f.Path)))
            .Where(f => Regex.IsMatch(f.Text, $@"(?<![\w.]){Regex.Escape(call)}"))
            .Select(f => f.Path));
    }

    [Fact]
    public void Tests_DoNotSleep() => Assert.Empty(Sources.Files
        .Where(f => f.Path.StartsWith("tests/", StringComparison.Ordinal) && !f.Path.EndsWith("/StyleTests.cs", StringComparison.Ordinal))
        .Where(f => f.Text.Contains("Thread.Sleep", StringComparison.Ordinal))
        .Select(f => f.Path));

    [GeneratedRegex(@"^(?:\[[^\]]*\]\s*)?(?:public |internal |file )?(?:static |sealed |abstract |partial |readonly )*(?:class|record|struct|interface|enum|record struct) \w", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
