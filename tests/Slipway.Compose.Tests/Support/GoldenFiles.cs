namespace Slipway.Compose.Tests;

/// <summary>The cases under <c>Golden/</c>, each a project with what it must come to.</summary>
internal static class GoldenFiles
{
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static bool Update { get; } = Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_GOLDEN") == "1";

    public static IEnumerable<string> Cases => Directory.GetDirectories(Root).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);

    /// <summary>Gets the root of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Where the case lies in the repository, for updates.</summary>
    public static string Source(string name) => Path.Combine(Repository, "tests", "Slipway.Compose.Tests", "Golden", name);

    private static string FindRepository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "slipway.slnx")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("There is no slipway.slnx above the tests.");
        }

        return directory.FullName;
    }
}
