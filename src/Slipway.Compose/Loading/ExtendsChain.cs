namespace Slipway.Compose;

/// <summary>A service that is being extended, and the one that extends it.</summary>
internal sealed record ExtendsChain(string File, string Service, ExtendsChain? Outer)
{
    public int Depth { get; } = (Outer?.Depth ?? 0) + 1;

    public bool Contains(string file, string service) => (File == file && Service == service) || (Outer?.Contains(file, service) ?? false);
}
