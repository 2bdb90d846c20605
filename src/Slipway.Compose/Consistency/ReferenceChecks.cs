namespace Slipway.Compose;

/// <summary>Checks that what a service refers to exists.</summary>
internal static class ReferenceChecks
{
    public static void Networks(ServiceCheck check)
    {
        if (check.Service["networks"] is not ComposeMapping networks)
        {
            return;
        }

        foreach (var entry in networks.Entries)
        {
            if (!check.Declares("networks", entry.Key) && entry.Key != "default")
            {
                Undefined(check, Rules.UndefinedNetwork, "network", "networks", entry.Key, entry.KeySpan, $"networks.{entry.Key}");
            }
        }
    }

    public static void Volumes(ServiceCheck check)
    {
        if (check.Service["volumes"] is not ComposeSequence mounts)
        {
            return;
        }

        for (var i = 0; i < mounts.Items.Length; i++)
        {
            if (mounts.Items[i] is ComposeMapping mount && mount["type"] is ComposeScalar { Text: "volume" } && mount["source"] is ComposeScalar { Text.Length: > 0 } source
                && !check.Declares("volumes", source.Text))
            {
                Undefined(check, Rules.UndefinedVolume, "volume", "volumes", source.Text, source.Span, $"volumes[{i}]");
            }
        }
    }

    public static void Files(ServiceCheck check)
    {
        Files(check, check.Service["configs"], "config", "configs", "configs");
        Files(check, check.Service["secrets"], "secret", "secrets", "secrets");
        if (check.Service["build"] is ComposeMapping build)
        {
            Files(check, build["secrets"], "secret", "secrets", "build.secrets");
        }
    }

    public static void Models(ServiceCheck check)
    {
        if (check.Service["models"] is not ComposeMapping models)
        {
            return;
        }

        foreach (var entry in models.Entries)
        {
            if (!check.Declares("models", entry.Key))
            {
                Undefined(check, Rules.UndefinedModel, "model", "models", entry.Key, entry.KeySpan, $"models.{entry.Key}");
            }
        }
    }

    public static void Dependencies(ServiceCheck check)
    {
        if (check.Service["depends_on"] is not ComposeMapping dependencies)
        {
            return;
        }

        foreach (var entry in dependencies.Entries)
        {
            if (check.Services[entry.Key] is not null)
            {
                continue;
            }

            var optional = entry.Value is ComposeMapping dependency && dependency["required"] is ComposeScalar { Text: "false" };
            var disabled = check.Disabled[entry.Key] is not null;
            if (!(disabled && optional) && !check.Context.Report.IsFull)
            {
                check.Context.Report.Add(disabled ? Rules.DisabledDependency : Rules.UndefinedService, entry.KeySpan, $"services.{check.Name}.{DependencyPath.Of(check.Service, entry)}",
                    check.MissingService(entry.Key) is var message && disabled && check.Service["depends_on"] is not null ? message.TrimEnd('.') + ", or write required: false." : message);
            }
        }
    }

    /// <summary>All secrets, used or not, need a source that the engine can read.</summary>
    public static void Secrets(ComposeMapping project, LoadContext context)
    {
        if (project["secrets"] is not ComposeMapping secrets)
        {
            return;
        }

        foreach (var entry in secrets.Entries)
        {
            if (entry.Value is ComposeMapping secret && secret["external"] is not ComposeScalar { IsTrue: true } && secret["file"] is null && secret["environment"] is null
                && !context.Report.IsExplained($"secrets.{entry.Key}", LoadReport.Anything))
            {
                context.Report.Add(Rules.NoSource, secret.Span, $"secrets.{entry.Key}", "the secret has no content; add file, environment, or external: true.");
            }
        }
    }

    private static void Files(ServiceCheck check, ComposeNode? node, string kind, string section, string below)
    {
        if (node is not ComposeSequence list)
        {
            return;
        }

        for (var i = 0; i < list.Items.Length; i++)
        {
            if (list.Items[i] is not ComposeMapping reference)
            {
                continue;
            }

            var source = reference["source"] as ComposeScalar;
            if (source is null || !check.Declares(section, source.Text))
            {
                Undefined(check, kind == "config" ? Rules.UndefinedConfig : Rules.UndefinedSecret, kind, section, source?.Text ?? "\"\"", (source ?? list.Items[i]).Span, $"{below}[{i}]");
            }
        }
    }

    private static void Undefined(ServiceCheck check, DiagnosticRule rule, string kind, string section, string name, SourceSpan span, string below)
    {
        if (check.Context.Report.IsFull)
        {
            return;
        }

        var hint = ShapeWords.DidYouMean(name, check.Declared(section));
        check.Context.Report.Add(rule, span, $"services.{check.Name}.{below}", check.Context.Report.RemovalOf($"{section}.{name}") is { } removed
            ? $"there is no {kind} {name} any more, it is removed at {removed}; keep it there, or remove this."
            : $"there is no {kind} {name}.{(hint.Length > 0 ? hint : $" Declare it under {section} at top level.")}");
    }
}
