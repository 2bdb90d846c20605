namespace Slipway.Compose;

/// <summary>Recognises references that the reference implementation would fetch: a loader has no network.</summary>
internal static class RemoteFiles
{
    public static bool IsRemote(string path) =>
        path.Contains("://", StringComparison.Ordinal)
        || path.StartsWith("git@", StringComparison.Ordinal)
        || path.StartsWith("github.com/", StringComparison.Ordinal)
        || path.StartsWith("oci:", StringComparison.Ordinal);
}
