using Slipway.Server.Clusters;
using Slipway.Server.Errors;
using Slipway.Server.Health;
using Slipway.Server.Hosting;
using Slipway.Server.Imports;
using Slipway.Server.Logs;
using Slipway.Server.Messages;
using Slipway.Server.Metrics;
using Slipway.Server.Operations;
using Slipway.Server.Security;
using Slipway.Server.Timeline;
using Slipway.Storage;

const int AlreadyRunning = 3;

using var home = new ServerHome(ServerHome.Locate());
if (!home.TryLock())
{
    await Console.Error.WriteLineAsync($"Another server already uses {home.Directory}; stop it with: slipway stop");
    return AlreadyRunning;
}

var builder = WebApplication.CreateSlimBuilder(args);
var options = builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
builder.WebHost.UseUrls(ListenAddress.Choose(options));
builder.Logging.ClearProviders().AddJsonConsole(o => o.UseUtcTimestamp = true);
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
builder.AddSlipwayServer(home, options);

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages(c => Problems.OfStatus(c.HttpContext.Response.StatusCode).ExecuteAsync(c.HttpContext));
app.UseMiddleware<AccessMiddleware>();
app.MapServer();
app.MapHealth();
app.MapMetrics(options);
app.MapImports();
app.MapOperations();
app.MapClusters();
app.MapTimeline();
app.MapMessages();
app.MapLogs();
app.MapOpenApi("/api/openapi.json");
await app.Services.MigrateSlipwayDatabaseAsync(CancellationToken.None);
await app.RunAsync();
return 0;
