using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Checks what the parts of a project say about each other. Disabled services are not checked.</summary>
internal static class ConsistencyPass
{
    private static readonly ImmutableArray<Action<ServiceCheck>> Checks =
    [
        ServiceChecks.HasSource,
        ServiceChecks.OneDockerfile,
        ServiceChecks.ServiceContexts,
        ServiceChecks.Platforms,
        ServiceChecks.NetworkMode,
        ReferenceChecks.Networks,
        ReferenceChecks.Volumes,
        ReferenceChecks.Files,
        ReferenceChecks.Models,
        ReferenceChecks.Dependencies,
        ServiceChecks.HealthTest,
        ServiceChecks.WatchTargets,
        ServiceChecks.MountTargets,
        ScaleChecks.Scale,
        ScaleChecks.Limits,
        ScaleChecks.ContainerName,
    ];

    /// <summary>Checks a project whose services are split already.</summary>
    public static ComposeMapping Run(ComposeMapping project, ComposeMapping disabled, LoadContext context)
    {
        // What is not known to be there can be missed, what was not read cannot.
        if (context.Report.IsPartial || project["services"] is not ComposeMapping services)
        {
            return project;
        }

        foreach (var entry in services.Entries)
        {
            if (entry.Value is ComposeMapping service)
            {
                var check = new ServiceCheck(entry, service, project, services, disabled, context);
                foreach (var run in Checks)
                {
                    run(check);
                }
            }
        }

        ReferenceChecks.Secrets(project, context);
        Cycles.Check(services, context);
        return project.With("services", ScaleChecks.CopyScale(services));
    }
}
