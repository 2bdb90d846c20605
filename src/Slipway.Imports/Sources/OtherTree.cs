using Slipway.Core.Configurations;
using Slipway.Core.Sources;

namespace Slipway.Imports.Sources;

/// <summary>Another repository that was opened, or why it was not.</summary>
public sealed record OtherTree
{
    /// <summary>Gets where it is and which commit was taken; null where it could not be had.</summary>
    public BuildSource? Source { get; init; }

    /// <summary>Gets the files of that commit; null where it could not be had.</summary>
    public ISourceTree? Tree { get; init; }

    /// <summary>Gets why it could not be had, without credentials; null where it could.</summary>
    public string? Problem { get; init; }
}
