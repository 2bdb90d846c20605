using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Slipway.Git.Tests.GitHub;

/// <summary>Stands in for GitHub's API, in the form that a GitHub Enterprise Server has it; keeps every request.</summary>
internal sealed class GitHubStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();

    private GitHubStandIn(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public ConcurrentQueue<Received> Requests { get; } = new();

    public static async Task<GitHubStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new GitHubStandIn(app);
        app.Run(standIn.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return standIn;
    }

    public GitHubStandIn On(string request, int status, string json, params (string Name, string Value)[] headers)
    {
        _answers[request] = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json; charset=utf-8";
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            await context.Response.WriteAsync(json);
        };
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var request = $"{context.Request.Method} {context.Request.Path}";
        Requests.Enqueue(new Received(
            request, context.Request.Headers.Authorization.ToString(), context.Request.Headers.UserAgent.ToString(), body.Length == 0 ? default : JsonDocument.Parse(body).RootElement));
        if (_answers.TryGetValue(request, out var answer))
        {
            await answer(context);
        }
        else
        {
            context.Response.StatusCode = 501;
        }
    }
}
