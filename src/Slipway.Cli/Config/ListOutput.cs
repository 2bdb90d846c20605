using System.CommandLine;
using Slipway.Compose;

namespace Slipway.Cli.Config;

/// <summary>A list, one item a line.</summary>
internal sealed class ListOutput(string option, string description, Func<ComposeProject, IEnumerable<string>> items, bool ofWholeProject = false) : ConfigOutput
{
    public override Option<bool> Option { get; } = new(option) { Description = description };

    /// <summary>As the reference does, some lists are those of the whole project, whatever services are named.</summary>
    public override ComposeLoadOptions Adapt(ComposeLoadOptions options)
    {
        var adapted = base.Adapt(options);
        return ofWholeProject ? adapted with { Services = [] } : adapted;
    }

    public override string Text(LoadResult result, ParseResult parsed, string? format) =>
        string.Concat(items(result.GetProjectOrThrow()).Select(item => item + "\n"));
}
