namespace Slipway.Compose.Tests;

/// <summary>Loads hostile input and holds it to a bound of memory: all that was ever allocated, garbage included, which is more than was held at a time.</summary>
internal static class BoundedLoad
{
    private const long Mebibyte = 1024 * 1024;

    public static LoadResult Load(int mebibytes, string compose, params (string Name, string Text)[] others) => Load(mebibytes, Compose.Options, compose, others);

    public static LoadResult Load(int mebibytes, ComposeLoadOptions options, string compose, params (string Name, string Text)[] others)
    {
        var files = new MemoryFiles { ["/project/compose.yaml"] = compose };
        foreach (var (name, text) in others)
        {
            files[$"/project/{name}"] = text;
        }

        return Load(mebibytes, options, files);
    }

    public static LoadResult Load(int mebibytes, ComposeLoadOptions options, IComposeFiles files)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var result = ComposeLoader.Load(options, files);

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Mebibyte;
        Assert.True(allocated <= mebibytes, $"{allocated} MiB were allocated, more than {mebibytes}");
        Assert.True(result.Diagnostics.Length <= (2 * ComposeLimits.Default.MaxDiagnostics) + 1, $"{result.Diagnostics.Length} findings");
        return result;
    }

    /// <summary>The codes of the errors, each once.</summary>
    public static string[] Codes(LoadResult result) => [.. Compose.Errors(result).Select(d => d.Code).Distinct()];
}
