using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slipway.Api;
using Slipway.Server.Hosting;
using Slipway.Server.Security;
using Slipway.Storage;
using Slipway.Storage.Databases;

namespace Slipway.Server.Tests.Harness;

/// <summary>The whole server inside of the test's process, over a data directory of its own, on any free port.</summary>
internal sealed class ServerRun : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly ServerHome _home;
    private readonly WebApplication _app;

    private ServerRun(DirectoryInfo directory, ServerHome home, WebApplication app, ConcurrentQueue<string> logged)
    {
        _directory = directory;
        _home = home;
        _app = app;
        Logged = logged;
        var address = new Uri(app.Urls.Single());
        Anybody = new HttpClient { BaseAddress = address };
        Api = new HttpClient { BaseAddress = address };
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", app.Services.GetRequiredService<AccessToken>().Value);
    }

    /// <summary>Gets a client without the token.</summary>
    public HttpClient Anybody { get; }

    /// <summary>Gets a client with the token.</summary>
    public HttpClient Api { get; }

    /// <summary>Gets every line that was logged.</summary>
    public ConcurrentQueue<string> Logged { get; }

    /// <summary>Gets the data directory.</summary>
    public string Home => _home.Directory;

    /// <summary>Gets a directory for what the test makes.</summary>
    public string Directory => _directory.FullName;

    public IServiceProvider Services => _app.Services;

    public static async Task<ServerRun> StartAsync(params (string Key, string Value)[] settings)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("slipway-server-test-");
        var home = new ServerHome(Path.Combine(directory.FullName, "home"));
        var logged = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(new ListedLog(logged)).SetMinimumLevel(LogLevel.Debug);
        var options = new ServerOptions();
        builder.AddSlipwayServer(home, DatabaseAddress.OfFile(home.DatabaseFile), options, isWorker: false);
        var app = builder.Build();
        app.UseSlipway(options);
        await app.Services.MigrateSlipwayDatabaseAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ServerRun(directory, home, app, logged);
    }

    /// <summary>Makes a bare repository with one commit on main that has no configuration, and connects it.</summary>
    public async Task<RepositoryView> ConnectAsync(string gitHub = "Team/Shop")
    {
        var repository = TestGit.Bare(Path.Combine(Directory, Guid.NewGuid().ToString("N") + ".git"));
        using var response = await Api.PostAsJsonAsync("api/repositories", new ConnectRequest { Repository = repository, GitHub = gitHub }, ApiJson.Default.ConnectRequest, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.RepositoryView, TestContext.Current.CancellationToken))!;
    }

    /// <summary>What a webhook or a report of a push may store, as the number of rows of each table.</summary>
    public string Stored() => string.Join(
        ' ',
        new[] { "webhook_delivery", "repository_ref", "pull_request", "repository" }.Select(t => $"{t}:{Count($"select count(*) from \"{t}\"")}")
            .Append($"github.pushed:{Pushed()}"));

    /// <summary>How often <c>github.pushed</c> was published.</summary>
    public long Pushed() => Count("select count(*) from message where name = 'github.pushed'");

    public async ValueTask DisposeAsync()
    {
        Anybody.Dispose();
        Api.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _home.Dispose();
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    private long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_home.DatabaseFile}");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts are above
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
