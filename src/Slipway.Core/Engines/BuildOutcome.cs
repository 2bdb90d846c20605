using System.Collections.Immutable;

namespace Slipway.Core.Engines;

/// <summary>How a build ended.</summary>
public abstract record BuildOutcome
{
    private BuildOutcome()
    {
    }

    /// <summary>The image is there.</summary>
    /// <param name="ImageId">Its id.</param>
    public sealed record Built(string ImageId) : BuildOutcome;

    /// <summary>The build failed.</summary>
    /// <param name="Reason">One line.</param>
    /// <param name="LastLines">The end of its output, at most 20 lines.</param>
    public sealed record Failed(string Reason, ImmutableArray<string> LastLines) : BuildOutcome;
}
