using System.CommandLine;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>What <c>config</c> prints instead of the project where its option is given.</summary>
internal abstract class ConfigOutput
{
    /// <summary>Gets the option that asks for it.</summary>
    public abstract Option Option { get; }

    /// <summary>Gets the values of <c>--format</c> that it has; none where it is always plain text and the option does not matter.</summary>
    public virtual IReadOnlyList<string> Formats => [];

    public bool IsChosen(ParseResult parsed) => parsed.GetResult(Option) is { Implicit: false };

    /// <summary>Loads what it needs, and no more.</summary>
    public virtual ComposeLoadOptions Adapt(ComposeLoadOptions options) => options with { Stages = options.Stages & ~ComposeStages.EnvFiles };

    /// <summary>The text to print.</summary>
    /// <param name="result">A load that found no error.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="format">The format that was asked for; null where none was.</param>
    public abstract string Text(LoadResult result, ParseResult parsed, string? format);
}
