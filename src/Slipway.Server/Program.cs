using System.Data.Common;
using Slipway.Server.Hosting;
using Slipway.Storage;
using Slipway.Storage.Databases;

const int AlreadyRunning = 3;
const int BadSettings = 4;
const int NoDatabase = 5;

// A worker does messages beside a server, on the same database. It is not the one that clients of this machine find.
var isWorker = args.Contains("--worker");
using var home = new ServerHome(ServerHome.Locate());
if (!isWorker && !await home.TryLockAsync(TimeProvider.System))
{
    await Console.Error.WriteLineAsync($"Another server already uses {home.Directory}; stop it with: slipway stop");
    return AlreadyRunning;
}

// To notice a change of its settings it would watch every directory below the one it runs in, which holds the repositories.
var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args.Where(a => a != "--worker")]);
DatabaseAddress database;
try
{
    database = DatabaseSetting.Read(builder.Configuration, home, isWorker);
}
catch (FormatException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return BadSettings;
}

var options = builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
builder.WebHost.UseUrls(ListenAddress.Choose(options, isWorker));
builder.Logging.ClearProviders().AddJsonConsole(o => o.UseUtcTimestamp = true);
builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
builder.AddSlipwayServer(home, database, options, isWorker);

var app = builder.Build();
app.UseSlipway(options);
try
{
    await app.Services.MigrateSlipwayDatabaseAsync(CancellationToken.None);
}
catch (DbException error)
{
    await Console.Error.WriteLineAsync($"The database cannot be used: {error.Message} Correct {DatabaseSetting.Key}, or see that it runs and that its user may create tables.");
    return NoDatabase;
}

await app.RunAsync();
return 0;
