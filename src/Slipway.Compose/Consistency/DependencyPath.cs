namespace Slipway.Compose;

/// <summary>Where a dependency is written: under <c>depends_on</c>, or in an attribute that implies it.</summary>
internal static class DependencyPath
{
    private static readonly string[] Lists = ["links", "volumes_from"];
    private static readonly string[] Modes = ["network_mode", "ipc", "pid", "uts", "cgroup"];

    /// <summary>The attribute below the service, such as <c>links[0]</c>. An implied dependency has the place of what implies it.</summary>
    public static string Of(ComposeMapping service, ComposeEntry dependency)
    {
        foreach (var name in Lists)
        {
            if (service[name] is ComposeSequence list && IndexOf(list, dependency.KeySpan) is >= 0 and var i)
            {
                return $"{name}[{i}]";
            }
        }

        return Array.Find(Modes, m => service[m] is { } mode && mode.Span == dependency.KeySpan) ?? $"depends_on.{dependency.Key}";
    }

    private static int IndexOf(ComposeSequence list, SourceSpan span)
    {
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (list.Items[i].Span == span)
            {
                return i;
            }
        }

        return -1;
    }
}
