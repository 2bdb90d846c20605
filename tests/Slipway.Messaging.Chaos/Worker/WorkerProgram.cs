using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Slipway.Messaging.Chaos;

/// <summary>
/// A worker server in a process of its own, to be killed, frozen and stopped. It ends at SIGTERM as any host does, and when its standard input
/// ends, so that it never outlives the run.
/// </summary>
internal static class WorkerProgram
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = arguments, DisableDefaults = true });
        builder.Configuration.AddCommandLineOf(arguments);
        builder.Logging.AddProvider(new ErrorStreamLogging());
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        Application.Add(builder.Services, Footing.Parse(builder.Configuration["footing"]!), new WorkerName(builder.Configuration["name"]!));
        using var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync($"cannot start: {error}");
            return 3;
        }
        Console.WriteLine("ready");
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        _ = Task.Run(async () =>
        {
            await Console.In.ReadToEndAsync();
            lifetime.StopApplication();
        });
        await host.WaitForShutdownAsync();
        return 0;
    }
}
