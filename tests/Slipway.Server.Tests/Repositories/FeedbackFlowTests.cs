using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Messages;
using Slipway.Imports.Compose;
using Slipway.Imports.Updates;
using Slipway.Messaging;
using Slipway.Server.Tests.Harness;

namespace Slipway.Server.Tests.Repositories;

/// <summary>From an event of the core flow to GitHub, which a small server stands in for.</summary>
public sealed class FeedbackFlowTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly Channel<string> _got = Channel.CreateUnbounded<string>();
    private string _repository = string.Empty;
    private int _failures;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deployed_GitHubFailsAtFirst_IsToldWhenItAnswersAgain()
    {
        _failures = 1;
        await using var gitHub = await GitHubAsync();
        await using var server = await StartAsync(gitHub);

        await DoAsync(server, (_, session) => session.Publish(new ClusterDeployed("c1", "shop", 1)));

        Assert.Equal("POST /api/v3/repos/team/shop/statuses/" + Hook.A, await GotAsync());
        Assert.Equal("POST /api/v3/repos/team/shop/statuses/" + Hook.A, await GotAsync());
    }

    [Fact]
    public async Task Pushed_EnvironmentMoves_IsToldByTheHandlersOwnMessage()
    {
        await using var gitHub = await GitHubAsync();
        await using var server = await StartAsync(gitHub);
        var commit = TestGit.Commit(_repository, "other");

        await DoAsync(server, (_, session) => session.Publish(new ClusterPushed<ComposeFormat>("c1", "shop", commit)));

        Assert.Equal("POST /api/v3/repos/team/shop/statuses/" + commit, await GotAsync());
    }

    private async Task<ServerRun> StartAsync(WebApplication gitHub)
    {
        var server = await ServerRun.StartAsync(("Slipway:GitHub:Token", "t0ken"), ("Slipway:GitHub:Address", gitHub.Urls.Single()));
        var repository = await server.ConnectAsync();
        _repository = repository.Repository;
        await DoAsync(server, (services, _) =>
        {
            var clusters = services.GetRequiredService<IClusterStore>();
            clusters.Add(new Cluster
            {
                Id = "c1",
                Name = "shop",
                Format = "compose",
                Source = new ClusterSource(repository.Repository, string.Empty, "other", [], []),
                Revision = 1,
                State = ClusterState.Running,
                SeenCommit = Hook.A,
                CreatedAt = Noon,
                UpdatedAt = Noon,
            });
            clusters.Add(new Revision { ClusterId = "c1", Number = 1, Commit = Hook.A, Set = new ConfigurationSet(), ContentHash = "h", CreatedAt = Noon });
        });
        return server;
    }

    private static async Task DoAsync(ServerRun server, Action<IServiceProvider, IMessageSession> change)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
        change(scope.ServiceProvider, session);
        await session.CommitAsync(Token);
    }

    private async Task<WebApplication> GitHubAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.StatusCode = Interlocked.Decrement(ref _failures) >= 0 ? 503 : 201;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{}");
            _got.Writer.TryWrite($"{context.Request.Method} {context.Request.Path}");
        });
        await app.StartAsync(Token);
        return app;
    }

    private async Task<string> GotAsync() => await _got.Reader.ReadAsync(Token).AsTask().WaitAsync(Patience, Token);
}
