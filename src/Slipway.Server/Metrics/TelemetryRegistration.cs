using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Slipway.Messaging;
using Slipway.Server.Hosting;

namespace Slipway.Server.Metrics;

/// <summary>Traces and metrics: collected only where somebody may ask for them.</summary>
internal static class TelemetryRegistration
{
    public static void AddSlipwayTelemetry(this WebApplicationBuilder builder, ServerOptions options)
    {
        // The exporter's own setting (OpenTelemetry specification, "OTLP Exporter Configuration"): nobody listens, nothing is started.
        var pushes = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var scraped = options.Metrics != MetricsAccess.Off;
        if (!pushes && !scraped)
        {
            return;
        }

        // Whoever runs it may name it otherwise (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES).
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(
            resource => resource.AddService("slipway", serviceVersion: Announcer.Version).AddEnvironmentVariableDetector());
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddAspNetCoreInstrumentation().AddMeter(TelemetryNames.Source);
            if (pushes)
            {
                metrics.AddOtlpExporter();
            }

            if (scraped)
            {
                metrics.AddPrometheusExporter();
            }
        });
        if (pushes)
        {
            telemetry.WithTracing(t => t.AddAspNetCoreInstrumentation().AddSource(TelemetryNames.Source).AddOtlpExporter());
        }
    }
}
