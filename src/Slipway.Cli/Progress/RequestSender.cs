using System.Security.Cryptography;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Progress;

/// <summary>
/// Asks for something that begins an operation. A server that dies before it answers is asked again, by the same id, so that the request is
/// carried out once whether the first one arrived or not.
/// </summary>
internal sealed class RequestSender(ServerLauncher launcher, Surroundings surroundings)
{
    private const int Attempts = 5;

    /// <summary>The operation that began.</summary>
    /// <param name="first">The server as it was found.</param>
    /// <param name="ask">Asks one server, by the id that it is given.</param>
    /// <param name="cancellationToken">Gives up; what the server has heard it does.</param>
    public async Task<Accepted> SendAsync(ApiClient first, Func<ApiClient, string, Task<Accepted>> ask, CancellationToken cancellationToken)
    {
        var id = NewId();
        var api = first;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await ask(api, id);
                }
                catch (Exception e) when (ApiClient.IsOutage(e))
                {
                    // Whether it heard us is unknown; the id makes that no matter.
                    if (attempt == Attempts)
                    {
                        throw new CliException(
                            ExitCodes.ServerUnavailable, $"the server did not answer, {Attempts} times: {e.Message}", "server.log in Slipway's data directory says what it did", e);
                    }
                }

                var next = await new Reconnection(launcher, surroundings).ReconnectAsync(WhenStopped, cancellationToken);
                if (!ReferenceEquals(api, first))
                {
                    api.Dispose();
                }

                api = next;
            }
        }
        finally
        {
            if (!ReferenceEquals(api, first))
            {
                api.Dispose();
            }
        }
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private (string Message, string NextStep) WhenStopped() => (
        "the server was stopped before it answered; it may have begun what was asked for",
        $"start it and look: {surroundings.Command} ls");
}
