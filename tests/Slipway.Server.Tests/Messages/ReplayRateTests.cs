using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Api;
using Slipway.Core.Messages;
using Slipway.Messaging;
using Slipway.Server.Tests.Harness;

namespace Slipway.Server.Tests.Messages;

public sealed class ReplayRateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replay_AtARate_LetsThemBeginOneAfterTheOther()
    {
        await using var server = await ServerRun.StartAsync();
        await GiveUpAsync(server, 3);

        using var response = await server.Api.PostAsJsonAsync("api/messages/replay", new ReplayRequest { All = true, Rate = 0.1 }, ApiJson.Default.ReplayRequest, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        // The first one may have been handled by now.
        var messages = await server.Api.GetFromJsonAsync("api/messages?state=ready,waiting,running,done,superseded", ApiJson.Default.ImmutableArrayMessageView, Token);
        var due = messages.Select(m => m.DueAt ?? m.Since).Order().ToArray();
        Assert.Equal(3, due.Length);
        Assert.All(due.Zip(due.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20)));
    }

    /// <summary>Sends tasks, and makes dead letters of them without the attempts.</summary>
    private static async Task GiveUpAsync(ServerRun server, int count)
    {
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
            for (var i = 0; i < count; i++)
            {
                // Late, so that the server does not begin with them.
                session.Send(new DeployCluster($"c{i}", $"shop{i}", 1), TimeSpan.FromHours(1));
            }

            await session.CommitAsync(Token);
        }

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Home, "slipway.db")};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "update delivery set state = 'dead', finished_at = due_at where name = 'cluster.deploy'";
        Assert.Equal(count, await command.ExecuteNonQueryAsync(Token));
    }
}
