using Microsoft.Extensions.DependencyInjection;
using Slipway.Imports.Feedback;
using Slipway.Server.Tests.Harness;

namespace Slipway.Server.Tests.Repositories;

public sealed class FeedbackSettingTests
{
    [Fact]
    public async Task Start_WithoutAToken_HasNoFeedback()
    {
        await using var server = await ServerRun.StartAsync();

        Assert.Null(server.Services.GetService<IFeedbackChannel>());
    }

    [Fact]
    public async Task Start_WithAToken_HasFeedbackAndNeverLogsIt()
    {
        await using var server = await ServerRun.StartAsync(("Slipway:GitHub:Token", "ghp_0123456789"), ("Slipway:GitHub:Address", "http://127.0.0.1:9"));
        await server.ConnectAsync();

        Assert.NotNull(server.Services.GetService<IFeedbackChannel>());
        Assert.DoesNotContain(server.Logged, l => l.Contains("ghp_0123456789", StringComparison.Ordinal));
    }
}
