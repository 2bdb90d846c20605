namespace Slipway.Core.Diagnostics;

/// <summary>A place in a file of the repository. Line and column count from 1; 0 where only the file is known.</summary>
public sealed record SourceLocation(string File, int Line, int Column)
{
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
