namespace Slipway.Compose;

/// <summary>A place in a Compose file. Line and column count from 1; 0 means "the file as a whole".</summary>
/// <param name="File">The file, relative to the project directory when it lies inside it.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
public readonly record struct SourceSpan(string File, int Line, int Column)
{
    /// <summary>Gets the place that stands for a whole file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>A place without line and column.</returns>
    public static SourceSpan WholeFile(string file) => new(file, 0, 0);

    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
