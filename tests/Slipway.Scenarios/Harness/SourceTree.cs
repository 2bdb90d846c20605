namespace Slipway.Scenarios.Harness;

/// <summary>Where the source tree is, which the tests run from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "slipway.slnx")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"There is no slipway.slnx above {AppContext.BaseDirectory}.");
    }
}
