namespace Slipway.Compose;

/// <summary>Bounds on what a load accepts, so that a hostile file costs bounded time and memory. What exceeds one is refused with a diagnostic.</summary>
public sealed record ComposeLimits
{
    /// <summary>Gets the defaults.</summary>
    public static ComposeLimits Default { get; } = new();

    /// <summary>Gets the largest size of one file, in bytes. Default 4 MiB.</summary>
    public int MaxFileBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Gets the largest size of all files of a load together, each counted as often as it is read, in bytes. Default 32 MiB.</summary>
    public int MaxTotalBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Gets how many files one load may read. Default 1,000.</summary>
    public int MaxFiles { get; init; } = 1000;

    /// <summary>Gets how many nodes one document may have, those behind aliases counted at each use, long texts as several. Default 100,000.</summary>
    public int MaxNodes { get; init; } = 100_000;

    /// <summary>
    /// Gets how many nodes all documents of a load may have: included and extended files counted each time they are read, what a service inherits, each port
    /// of a range, each word of a command and each line of an env file. Default 500,000.
    /// </summary>
    public int MaxTotalNodes { get; init; } = 500_000;

    /// <summary>Gets how deep mappings and sequences may nest. Default 128.</summary>
    public int MaxDepth { get; init; } = 128;

    /// <summary>Gets how deep includes may nest. Default 32.</summary>
    public int MaxIncludeDepth { get; init; } = 32;

    /// <summary>Gets how long a chain of services that extend each other may be. Default 100.</summary>
    public int MaxExtendsDepth { get; init; } = 100;

    /// <summary>Gets the largest length of a value after variables were filled in, in characters. Default 1,048,576.</summary>
    public int MaxValueLength { get; init; } = 1024 * 1024;

    /// <summary>Gets how much text all values of a load may have to which variables were filled in, in characters. Default 16,777,216.</summary>
    public int MaxTotalText { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets how many errors, and how many warnings, are listed; of more, only that there are more is said. Default 200.</summary>
    public int MaxDiagnostics { get; init; } = 200;
}
