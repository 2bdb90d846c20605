using System.Globalization;

namespace Slipway.Compose;

/// <summary>Checks of attributes that are said twice, inside and outside of <c>deploy</c>.</summary>
internal static class ScaleChecks
{
    public static void Scale(ServiceCheck check)
    {
        var scale = check.Scalar("scale");
        var replicas = Deploy(check)?["replicas"] as ComposeScalar;
        foreach (var (number, name) in new[] { (scale, "scale"), (replicas, "deploy.replicas") })
        {
            if (number is not null && number.Text.StartsWith('-'))
            {
                check.Error(Rules.Negative, number, name, $"{number.Text} is negative; use 0 or more.");
            }
        }

        if (scale is not null && replicas is not null && scale.Text != replicas.Text)
        {
            check.Error(Rules.Differs, scale, "scale", $"scale is {scale.Text} but deploy.replicas is {replicas.Text}; write one of them, or the same number.");
        }
    }

    /// <summary>Where the deploy object exists, a missing counterpart counts as different, as it does in the reference.</summary>
    public static void Limits(ServiceCheck check)
    {
        if (Deploy(check)?["resources"] is not ComposeMapping resources)
        {
            return;
        }

        Compare(check, "cpus", resources, "limits", "cpus");
        Compare(check, "mem_limit", resources, "limits", "memory");
        Compare(check, "pids_limit", resources, "limits", "pids");
        Compare(check, "mem_reservation", resources, "reservations", "memory");
    }

    public static void ContainerName(ServiceCheck check)
    {
        if (check.Scalar("container_name") is { Text.Length: > 0 } name && (Count(check.Scalar("scale")) > 1 || Count(Deploy(check)?["replicas"] as ComposeScalar) > 1))
        {
            check.Error(Rules.NameWithScale, name, "container_name", "several containers cannot share one name; remove container_name, or scale to 1.");
        }
    }

    public static void SameContainerName(ComposeMapping services, LoadContext context)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in services.Entries)
        {
            if (entry.Value is ComposeMapping service && service["container_name"] is ComposeScalar { Text.Length: > 0 } name && !seen.TryAdd(name.Text, entry.Key))
            {
                context.Report.Add(Rules.SameContainerName, name.Span, $"services.{entry.Key}.container_name", $"the service {seen[name.Text]} has this container name too; use another.");
            }
        }
    }

    /// <summary>With <c>deploy</c> present, <c>scale</c> is the number of replicas.</summary>
    public static ComposeMapping CopyScale(ComposeMapping services) => TreeRewriter.Map(services, 0, static (entry, _) =>
        entry.Value is ComposeMapping service && service["scale"] is ComposeScalar scale && service["deploy"] is ComposeMapping deploy && deploy["replicas"] is null
            ? service.With("deploy", deploy.With("replicas", scale))
            : entry.Value);

    private static void Compare(ServiceCheck check, string attribute, ComposeMapping resources, string group, string name)
    {
        if (check.Scalar(attribute) is { } own && resources[group] is ComposeMapping limits && own.Text != ((limits[name] as ComposeScalar)?.Text ?? ""))
        {
            check.Error(Rules.Differs, own, attribute, limits[name] is ComposeScalar other
                ? $"{attribute} is {own.Text} but deploy.resources.{group}.{name} is {other.Text}; write one of them, or the same value."
                : $"deploy.resources.{group} is given without {name}; say it there instead of in {attribute}.");
        }
    }

    private static ComposeMapping? Deploy(ServiceCheck check) => check.Service["deploy"] as ComposeMapping;

    private static long Count(ComposeScalar? scalar) =>
        scalar is not null && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
