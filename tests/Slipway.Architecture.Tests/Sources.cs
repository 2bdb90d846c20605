using System.Collections.Immutable;
using System.Reflection;

namespace Slipway.Architecture.Tests;

/// <summary>The repository as it lies here, and the assemblies built from it.</summary>
internal static class Sources
{
    /// <summary>The assembly of each source project, by the project's name.</summary>
    public static ImmutableSortedDictionary<string, Assembly> Assemblies { get; } = ImmutableSortedDictionary<string, Assembly>.Empty
        .Add("Slipway.Api", typeof(Api.ServerAddress).Assembly)
        .Add("Slipway.Cli", Assembly.Load("slipway"))
        .Add("Slipway.Compose", typeof(Slipway.Compose.LoadResult).Assembly)
        .Add("Slipway.Core", typeof(Core.Planning.Plan).Assembly)
        .Add("Slipway.Docker", typeof(Docker.DockerOptions).Assembly)
        .Add("Slipway.Git", typeof(Git.GitOptions).Assembly)
        .Add("Slipway.Imports", typeof(Imports.Formats.IFormat).Assembly)
        .Add("Slipway.Imports.Compose", typeof(Imports.Compose.ComposeFormat).Assembly)
        .Add("Slipway.Messaging", typeof(Messaging.WorkerOptions).Assembly)
        .Add("Slipway.Messaging.RabbitMq", typeof(Messaging.RabbitMq.RabbitMqOptions).Assembly)
        .Add("Slipway.Messaging.Testing", typeof(Messaging.Testing.MessagingTestHost).Assembly)
        .Add("Slipway.Server", Assembly.Load("slipway-server"))
        .Add("Slipway.Storage", typeof(Storage.SlipwayDbContext).Assembly);

    /// <summary>The directory with slipway.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file below src and tests, generated ones left out, by its path from the root.</summary>
    public static ImmutableArray<(string Path, string Text)> Files { get; } =
    [
        .. new[] { "src", "tests" }
            .SelectMany(d => Directory.EnumerateFiles(Path.Combine(Root, d), "*.cs", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(f => (f, File.ReadAllText(System.IO.Path.Combine(Root, f)))),
    ];

    /// <summary>The project of a path such as <c>src/Slipway.Core/Planning/Plan.cs</c>.</summary>
    public static string ProjectOf(string path) => path.Split('/')[1];

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "slipway.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("No slipway.slnx above the test assembly.");
    }
}
