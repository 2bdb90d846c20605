using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Slipway.Core.Clusters;
using Slipway.Git.GitHub.Webhooks;
using Slipway.Imports.Repositories;

namespace Slipway.Server.Webhooks;

/// <summary>
/// Delivers a few webhooks about a repository that nobody has to the server that has just started, so that the first real one does not wait for code to be
/// compiled: whoever sends it gives up after some seconds and shows every slow answer. Nothing is stored for them. Where no repository is at GitHub there
/// is nothing to expect, and a start is not made slower.
/// </summary>
internal sealed class WebhookWarmUp(IServer server, IServiceScopeFactory scopes, WebhookSecret secret, IHostApplicationLifetime lifetime, TimeProvider time) : BackgroundService
{
    private const int Deliveries = 3;

    private const string Body = """
        {"ref":"refs/heads/warm-up","before":"0000000000000000000000000000000000000000","after":"1111111111111111111111111111111111111111","deleted":false,
         "repository":{"full_name":"slipway/warm-up","clone_url":"https://github.invalid/slipway/warm-up.git"}}
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var first = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out var own) || own.Scheme != Uri.UriSchemeHttp)
        {
            return;
        }

        await using (var scope = scopes.CreateAsyncScope())
        {
            var connected = await scope.ServiceProvider.GetRequiredService<IConnectedRepositoryStore>().ListAsync(stoppingToken);
            if (connected.All(r => r.GitHubName is null))
            {
                return;
            }
        }

        await StoreNothingAsync(stoppingToken);
        using var http = new HttpClient();
        for (var i = 0; i < Deliveries; i++)
        {
            try
            {
                using var request = Request(new Uri(own, WebhookEndpoint.Path), i);
                using var answer = await http.SendAsync(request, stoppingToken);
            }
            catch (HttpRequestException)
            {
                // It listens on an address by which it does not reach itself; the first webhook takes longer then.
                return;
            }
        }
    }

    /// <summary>Goes the way of a push that is stored up to the database, which refuses what belongs to no repository: all of it is taken back.</summary>
    private async Task StoreNothingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var nobody = new ConnectedRepository { Id = "warm-up", Address = "warm-up", Format = "warm-up", ConnectedAt = time.GetUtcNow() };
        try
        {
            await scope.ServiceProvider.GetRequiredService<PushRequests>()
                .PushedAsync(nobody, "refs/heads/warm-up", null, new string('1', 40), Origins.Webhook, "warm-up-stored", cancellationToken);
        }
        catch (ConcurrentChangeException)
        {
            // As it should be.
        }
    }

    private HttpRequestMessage Request(Uri uri, int number)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-GitHub-Event", "push");
        request.Headers.Add("X-GitHub-Delivery", $"warm-up-{number}");
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(Encoding.UTF8.GetBytes(Body), secret.Value));
        return request;
    }
}
