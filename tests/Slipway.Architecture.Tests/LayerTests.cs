using System.Reflection;

namespace Slipway.Architecture.Tests;

/// <summary>Who may know whom.</summary>
public sealed class LayerTests
{
    private static readonly string[] ForbiddenInCore = ["Compose", "Docker", "Git", "EntityFramework", "Kubernetes", "Yaml"];

    public static TheoryData<string, string[]> Layers { get; } = new()
    {
        { "Slipway.Compose", [] },
        { "Slipway.Messaging", [] },
        { "Slipway.Messaging.RabbitMq", ["Slipway.Messaging"] },
        { "Slipway.Messaging.Testing", ["Slipway.Messaging"] },
        { "Slipway.Api", [] },
        { "Slipway.Core", ["Slipway.Messaging"] },
        { "Slipway.Imports", ["Slipway.Core", "Slipway.Messaging"] },
        { "Slipway.Imports.Compose", ["Slipway.Imports", "Slipway.Core", "Slipway.Messaging", "Slipway.Compose"] },
        { "Slipway.Docker", ["Slipway.Core"] },
        { "Slipway.Git", ["Slipway.Imports", "Slipway.Core", "Slipway.Messaging"] },
        { "Slipway.Storage", ["Slipway.Imports", "Slipway.Core", "Slipway.Messaging"] },
        { "Slipway.Cli", ["Slipway.Api", "Slipway.Compose"] },
        {
            "Slipway.Server",
            [
                "Slipway.Api", "Slipway.Imports.Compose", "Slipway.Imports", "Slipway.Core", "Slipway.Messaging", "Slipway.Docker", "Slipway.Git",
                "Slipway.Storage", "Slipway.Messaging.RabbitMq",
            ]
        },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Layers))]
    public void Project_UsesOnlyTheLayersBelowIt(string project, string[] allowed) =>
        Assert.Empty(References(project).Where(n => n.StartsWith("Slipway.", StringComparison.Ordinal) || n is "slipway" or "slipway-server").Except(allowed));

    [Fact]
    public void Layers_EveryProject_IsListed() => Assert.Equal(
        Directory.EnumerateDirectories(Path.Combine(Sources.Root, "src")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal),
        Layers.Select(l => l.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void Core_MentionsNoFormatEngineOrDatabase()
    {
        var core = Sources.Assemblies["Slipway.Core"];
        var names = core.GetTypes().Select(t => t.FullName!)
            .Concat(References("Slipway.Core"))
            .Concat(core.GetTypes().SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)).Select(m => m.Name))
            .Where(n => n != "BuiltImage" && !n.Contains("Dockerfile", StringComparison.Ordinal));

        Assert.DoesNotContain(names, n => ForbiddenInCore.Any(f => n.Contains(f, StringComparison.Ordinal) && !n.Contains("Digit", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Docker.DotNet", "Slipway.Docker")]
    [InlineData("Microsoft.EntityFrameworkCore", "Slipway.Storage")]
    [InlineData("RabbitMQ.Client", "Slipway.Messaging.RabbitMq")]
    [InlineData("YamlDotNet", "Slipway.Compose")]
    [InlineData("Octokit", "Slipway.Git")]
    [InlineData("System.CommandLine", "Slipway.Cli")]
    [InlineData("Microsoft.AspNetCore", "Slipway.Server")]
    public void Library_IsReferencedByOneProjectOnly(string library, string project) =>
        Assert.Equal([project], Sources.Assemblies.Keys.Where(p => References(p).Any(r => r.StartsWith(library, StringComparison.Ordinal))));

    private static IEnumerable<string> References(string project) => Sources.Assemblies[project].GetReferencedAssemblies().Select(a => a.Name!);
}
