using System.Collections.Immutable;
using Slipway.Compose;
using Slipway.Core.Configurations;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Commands that run beside the service: hooks, and what would be done in development.</summary>
internal static class HookConverter
{
    public static ImmutableArray<ContainerCommand> Convert(ComposeList<ComposeHook> hooks) => [.. hooks.Select(Convert)];

    public static ImmutableArray<WatchRule> Convert(ComposeDevelop? develop) =>
    [
        .. (develop?.Watch ?? []).Select(w => new WatchRule
        {
            Path = w.Path,
            Action = w.Action,
            Target = w.Target,
            Ignored = [.. w.Ignore],
            Included = [.. w.Include],
            Command = w.Exec?.Command is null ? null : Convert(w.Exec),
            SyncsAtStart = w.InitialSync,
        }),
    ];

    private static ContainerCommand Convert(ComposeHook hook) => new()
    {
        Words = [.. hook.Command ?? []],
        User = hook.User,
        WorkingDirectory = hook.WorkingDir,
        Privileged = hook.Privileged,
        Environment = hook.Environment.Where(e => e.Value is not null).ToImmutableSortedDictionary(e => e.Key, e => e.Value!, StringComparer.Ordinal),
    };
}
