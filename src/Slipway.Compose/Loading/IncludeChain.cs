namespace Slipway.Compose;

/// <summary>A file that is being included, and the one that includes it.</summary>
internal sealed record IncludeChain(string Path, IncludeChain? Outer)
{
    public int Depth { get; } = (Outer?.Depth ?? 0) + 1;

    public bool Contains(string path) => Path == path || (Outer?.Contains(path) ?? false);
}
