using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Slipway.Messaging;
using Slipway.Messaging.TestWorker;
using Slipway.Testing.Messaging;

// A worker server in a process of its own, to be killed by tests. Ends when its standard input does, so that it never outlives them.
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Configuration.AddCommandLine(args);
builder.Services.AddScoped<EffectWriter>();
builder.Services.AddScoped<ITransactionParticipant>(provider => provider.GetRequiredService<EffectWriter>());
ChaosFlow.Declare(builder.Services.AddSlipwayMessaging("chaos").UseSqlite(builder.Configuration["store"]!));
using var host = builder.Build();
await host.StartAsync();
await Console.In.ReadToEndAsync();
await host.StopAsync();
