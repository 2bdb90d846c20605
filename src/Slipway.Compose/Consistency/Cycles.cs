namespace Slipway.Compose;

/// <summary>Finds services that wait for themselves, over any number of steps.</summary>
internal static class Cycles
{
    public static void Check(ComposeMapping services, LoadContext context)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in services.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            Walk(entry.Key, services, done, context);
        }
    }

    /// <summary>Depth first with a stack of its own, because a chain may be as long as the project is large.</summary>
    private static void Walk(string start, ComposeMapping services, HashSet<string> done, LoadContext context)
    {
        if (done.Contains(start))
        {
            return;
        }

        var path = new List<string>();
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Name, IEnumerator<ComposeEntry> Next)>();
        open.Push((start, Dependencies(services, start)));
        path.Add(start);
        onPath.Add(start);
        while (open.TryPeek(out var top))
        {
            if (!top.Next.MoveNext())
            {
                open.Pop();
                path.RemoveAt(path.Count - 1);
                onPath.Remove(top.Name);
                done.Add(top.Name);
                continue;
            }

            var next = top.Next.Current;
            if (onPath.Contains(next.Key))
            {
                if (context.Report.IsFull)
                {
                    continue;
                }

                var cycle = path.SkipWhile(n => n != next.Key).Append(next.Key);
                context.Report.Add(Rules.DependencyCycle, next.KeySpan, $"services.{top.Name}.{DependencyPath.Of((ComposeMapping)services[top.Name]!, next)}",
                    $"the services wait for each other: {string.Join(" -> ", cycle)}; remove one of these dependencies.");
            }
            else if (!done.Contains(next.Key) && services[next.Key] is not null)
            {
                open.Push((next.Key, Dependencies(services, next.Key)));
                path.Add(next.Key);
                onPath.Add(next.Key);
            }
        }
    }

    private static IEnumerator<ComposeEntry> Dependencies(ComposeMapping services, string name) =>
        (services[name] is ComposeMapping service && service["depends_on"] is ComposeMapping dependencies
            ? dependencies.Entries.OrderBy(e => e.Key, StringComparer.Ordinal)
            : Enumerable.Empty<ComposeEntry>()).GetEnumerator();
}
