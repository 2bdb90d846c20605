using Slipway.Api;
using Slipway.Messaging;
using Slipway.Server.Views;

namespace Slipway.Server.Health;

/// <summary><c>/health/live</c> and <c>/health/ready</c>, for whoever watches over the process.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", (IMessagingHealth messaging) => Answer(messaging.CheckLive()))
            .Answers<HealthView>("Whether the server turns; 503 means that it is stuck and should be started again.");
        routes.MapGet("/health/ready", async (IMessagingHealth messaging, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
        {
            var report = await messaging.CheckReadyAsync(cancellationToken);
            return Answer(report with { Findings = report.Findings.Insert(0, Host(lifetime)) });
        }).Answers<HealthView>("Whether the server can do its work; 503 says what it lacks. Degraded is answered with 200.");
    }

    private static HealthFinding Host(IHostApplicationLifetime lifetime) => (lifetime.ApplicationStopping.IsCancellationRequested, lifetime.ApplicationStarted.IsCancellationRequested) switch
    {
        (true, _) => new HealthFinding(HealthView.Server, HealthState.Unhealthy, "stops"),
        (_, false) => new HealthFinding(HealthView.Server, HealthState.Unhealthy, "starts"),
        _ => new HealthFinding(HealthView.Server, HealthState.Healthy, "started"),
    };

    private static IResult Answer(HealthReport report) => Results.Json(
        new HealthView(ViewMapping.Lower(report.State), [.. report.Findings.Select(f => new HealthCheckView(f.Part, ViewMapping.Lower(f.State), f.Reason))]),
        ApiJson.Default.HealthView,
        statusCode: report.State == HealthState.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
}
