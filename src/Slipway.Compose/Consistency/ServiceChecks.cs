namespace Slipway.Compose;

/// <summary>Checks inside one service.</summary>
internal static class ServiceChecks
{
    private static readonly string[] TestCommands = ["CMD", "CMD-SHELL", "NONE"];

    public static void HasSource(ServiceCheck check)
    {
        if (!check.Has("image") && check.Service["build"] is null && check.Service["provider"] is null && !check.IsExplained("image", "build", "provider"))
        {
            var removed = check.Context.Report.RemovalOf($"services.{check.Name}.image") ?? check.Context.Report.RemovalOf($"services.{check.Name}.build");
            check.Context.Report.Add(Rules.NoImage, removed ?? check.Entry.KeySpan, $"services.{check.Name}", removed is null
                ? "the service has neither an image nor a build; add one of them."
                : "the service has neither an image nor a build once this is removed; add one of them, or keep this.");
        }
    }

    public static void OneDockerfile(ServiceCheck check)
    {
        if (check.Service["build"] is ComposeMapping build && build["dockerfile"] is not null && build["dockerfile_inline"] is { } inline)
        {
            check.Error(Rules.TwoDockerfiles, inline, "build.dockerfile_inline", "dockerfile and dockerfile_inline exclude each other; remove one.");
        }
    }

    public static void ServiceContexts(ServiceCheck check)
    {
        if (check.Service["build"] is not ComposeMapping build || build["additional_contexts"] is not ComposeMapping contexts)
        {
            return;
        }

        foreach (var entry in contexts.Entries)
        {
            if (entry.Value is ComposeScalar text && text.Text.StartsWith("service:", StringComparison.Ordinal))
            {
                var target = text.Text["service:".Length..];
                if (check.Services[target] is not ComposeMapping other)
                {
                    check.Error(Rules.UndefinedService, text, $"build.additional_contexts.{entry.Key}", check.MissingService(target));
                }
                else if (other["build"] is null)
                {
                    check.Error(Rules.UndefinedService, text, $"build.additional_contexts.{entry.Key}", $"the service {target} has no build; only a built service can be a context.");
                }
            }
        }
    }

    public static void Platforms(ServiceCheck check)
    {
        if (check.Scalar("platform") is { } platform && check.Service["build"] is ComposeMapping build && build["platforms"] is ComposeSequence { Items.IsEmpty: false } platforms
            && !platforms.Items.Any(p => p is ComposeScalar s && s.Text == platform.Text))
        {
            check.Error(Rules.Platform, platforms, "build.platforms", $"the service's platform {platform.Text} is not among them; add it.");
        }
    }

    public static void NetworkMode(ServiceCheck check)
    {
        if (check.Scalar("network_mode") is not { } mode)
        {
            return;
        }

        if (check.Has("networks"))
        {
            check.Error(Rules.NetworkMode, mode, "network_mode", "network_mode and networks exclude each other; remove one.");
        }

        const string Prefix = "service:";
        if (mode.Text.StartsWith(Prefix, StringComparison.Ordinal) && mode.Text[Prefix.Length..] is var target && check.Services[target] is null)
        {
            check.Error(Rules.UndefinedService, mode, "network_mode", check.MissingService(target));
        }
    }

    public static void HealthTest(ServiceCheck check)
    {
        if (check.Service["healthcheck"] is ComposeMapping health && health["test"] is ComposeSequence { Items: [ComposeScalar first, ..] } && !TestCommands.Contains(first.Text))
        {
            check.Error(Rules.HealthTest, first, "healthcheck.test[0]", $"a list starts with CMD, CMD-SHELL or NONE, not \"{first.Text}\"; write [\"CMD\", …] or plain text.");
        }
    }

    public static void WatchTargets(ServiceCheck check)
    {
        if (check.Service["develop"] is not ComposeMapping develop || develop["watch"] is not ComposeSequence watch)
        {
            return;
        }

        for (var i = 0; i < watch.Items.Length; i++)
        {
            if (watch.Items[i] is ComposeMapping trigger && trigger["action"] is ComposeScalar action && action.Text is "sync" or "sync+restart" or "sync+exec" && trigger["target"] is null
                && !check.Context.Report.IsExplained($"services.{check.Name}.develop.watch[{i}]", "target"))
            {
                check.Error(Rules.WatchTarget, trigger, $"develop.watch[{i}]", $"the action {action.Text} needs a target; add target: with the path in the container.");
            }
        }
    }

    public static void MountTargets(ServiceCheck check)
    {
        var seen = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        void Add(string target, ComposeNode at, string below)
        {
            if (!seen.TryAdd(target, at.Span))
            {
                check.Error(Rules.SameTarget, at, below, $"the path {target} is mounted already at {seen[target]}; use another target.");
            }
        }

        if (check.Service["tmpfs"] is ComposeSequence tmpfs)
        {
            for (var i = 0; i < tmpfs.Items.Length; i++)
            {
                if (tmpfs.Items[i] is ComposeScalar text)
                {
                    Add(text.Text.Split(':')[0], text, $"tmpfs[{i}]");
                }
            }
        }

        if (check.Service["volumes"] is ComposeSequence volumes)
        {
            for (var i = 0; i < volumes.Items.Length; i++)
            {
                if (volumes.Items[i] is ComposeMapping mount && mount["target"] is ComposeScalar target)
                {
                    Add(target.Text, target, $"volumes[{i}]");
                }
            }
        }
    }
}
