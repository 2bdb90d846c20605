using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Slipway.Api;
using Slipway.Server.Security;

namespace Slipway.Server.Hosting;

/// <summary>Tells clients how to reach the server once it answers, and takes that back when it stops.</summary>
internal sealed class Announcer(IHostApplicationLifetime lifetime, IServer server, AccessToken token, ServerHome home) : IHostedService
{
    public static string Version { get; } =
        typeof(Announcer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        lifetime.ApplicationStopping.Register(home.Withdraw);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var url = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The server listens nowhere.");
        home.Announce(new ServerAddress(url, token.Value, Environment.ProcessId, Version));
    }
}
