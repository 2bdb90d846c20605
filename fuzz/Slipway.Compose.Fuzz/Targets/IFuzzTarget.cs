namespace Slipway.Compose.Fuzz;

/// <summary>Something that takes bytes of anybody and must neither throw nor hang nor take much memory.</summary>
internal interface IFuzzTarget
{
    /// <summary>Gets the name, for options and folders.</summary>
    string Name { get; }

    /// <summary>Gets whether inputs are several files, parted by lines <c>--- file NAME</c>.</summary>
    bool TakesFiles => false;

    /// <summary>Runs once.</summary>
    /// <param name="input">The bytes.</param>
    /// <exception cref="FuzzException">Something is not as it must be.</exception>
    void Run(byte[] input);
}
