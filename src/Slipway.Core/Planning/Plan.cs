using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Slipway.Core.Planning;

/// <summary>What a deployment will do: data that can be printed, tested without an engine and shown to the user.</summary>
public sealed record Plan
{
    /// <summary>Gets the operations; every node follows the nodes that it waits for.</summary>
    public ImmutableArray<PlanNode> Nodes { get; init; } = [];

    /// <summary>Gets the containers that stay as they are, with the reason.</summary>
    public ImmutableArray<UnchangedContainer> Unchanged { get; init; } = [];

    /// <summary>Gets what brings a replaced container back when its successor fails.</summary>
    public ImmutableArray<Replacement> Replacements { get; init; } = [];

    /// <summary>Gets why the plan cannot be carried out; an impossible plan has no nodes.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>Gets what the user should know although it goes ahead, such as another host port than the one written.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>Gets whether what follows its builds may turn out to be unnecessary: a build may give the image that runs already.</summary>
    public bool AwaitsBuilds { get; init; }

    /// <summary>Gets only what concerns images, to be done before the rest is decided.</summary>
    public Plan Images => new() { Nodes = [.. Nodes.Where(n => n.Operation is BuildImage or PullImage or TagImage)], Notices = Notices };

    /// <summary>Gets a value indicating whether there is nothing to do.</summary>
    public bool IsEmpty => Nodes.IsEmpty;

    /// <summary>This plan as what goes on after another one: only what both leave alone is unchanged.</summary>
    public Plan Following(Plan earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return this with { Unchanged = [.. Unchanged.Where(u => earlier.Unchanged.Any(e => e.Name == u.Name))] };
    }

    /// <summary>Prints the plan, one line a node: the same text in the dry run, the log and the tests.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var node in Nodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"#{node.Id}");
            if (!node.After.IsEmpty)
            {
                text.Append(CultureInfo.InvariantCulture, $" after {string.Join(',', node.After)}");
            }

            if (!node.AfterExit.IsEmpty)
            {
                text.Append(CultureInfo.InvariantCulture, $" after exit of {string.Join(',', node.AfterExit)}");
            }

            text.Append(CultureInfo.InvariantCulture, $": {node.Operation.Verb} {node.Operation.Subject} ({node.Operation.Cause})\n");
        }

        foreach (var unchanged in Unchanged)
        {
            text.Append(CultureInfo.InvariantCulture, $"keep {unchanged.Name} ({unchanged.Reason})\n");
        }

        foreach (var problem in Problems)
        {
            text.Append(CultureInfo.InvariantCulture, $"impossible: {problem.Instance ?? "cluster"}: {problem.Reason}\n");
        }

        return text.ToString();
    }
}
