using Slipway.Core.Sources;

namespace Slipway.Git.Trees;

/// <summary>
/// Follows a path step by step as a kernel does, with links resolved where they stand, and refuses to leave the root. Every path that a repository
/// names goes through here, because a check of the text alone does not see links.
/// </summary>
internal static class LinkWalk
{
    private const int LinkLimit = 40;
    private const int LengthLimit = 4096;

    /// <summary>Returns the node at a path; null where there is none.</summary>
    /// <exception cref="SourceException">The path leads out of the root, in a circle or into a submodule.</exception>
    public static TNode? Find<TNode>(ILinkSpace<TNode> space, string path, bool followLast)
        where TNode : class
    {
        if (path.StartsWith('/'))
        {
            throw new SourceException(SourceFailure.OutsideRepository, $"'{path}' is an absolute path; paths of a repository are relative to it");
        }

        var walked = new List<TNode> { space.Root };
        var steps = new Stack<Step>();
        Push(steps, path, null);
        for (var links = 0; steps.TryPop(out var step);)
        {
            if (step.Name == "..")
            {
                if (walked.Count == 1)
                {
                    throw LeadsOut(path, step.Link);
                }

                walked.RemoveAt(walked.Count - 1);
                continue;
            }

            switch (space.KindOf(walked[^1]))
            {
                case EntryKind.Submodule:
                    throw new SourceException(SourceFailure.Refused, $"'{path}' lies in the submodule '{space.PathOf(walked[^1])}'; files of submodules are not read");
                case not EntryKind.Directory:
                    return null;
            }

            if (space.Child(walked[^1], step.Name) is not { } node)
            {
                return null;
            }

            if (space.KindOf(node) != EntryKind.Link || (steps.Count == 0 && !followLast))
            {
                walked.Add(node);
                continue;
            }

            var link = new Link(space.PathOf(node), space.ReadLink(node));
            if (++links > LinkLimit)
            {
                throw new SourceException(SourceFailure.Refused, $"'{path}' goes through more than {LinkLimit} symbolic links, the last being '{link.Path}'; they may form a circle");
            }

            if (link.Target.StartsWith('/'))
            {
                throw LeadsOut(path, link);
            }

            Push(steps, link.Target, link);
        }

        return walked[^1];
    }

    private static void Push(Stack<Step> steps, string path, Link? link)
    {
        if (path.Length > LengthLimit)
        {
            throw new SourceException(SourceFailure.Refused, $"'{path[..80]}…' is longer than {LengthLimit} characters");
        }

        foreach (var name in path.Split('/').Reverse())
        {
            if (name.Length > 0 && name != ".")
            {
                steps.Push(new Step(name, link));
            }
        }
    }

    private static SourceException LeadsOut(string path, Link? link) => link is null
        ? new SourceException(SourceFailure.OutsideRepository, $"'{path}' leads out of the repository")
        : new SourceException(SourceFailure.OutsideRepository, $"'{path}' leads out of the repository: '{link.Path}' is a symbolic link to '{link.Target}'");

    private sealed record Link(string Path, string Target);

    private readonly record struct Step(string Name, Link? Link);
}
