using Microsoft.Extensions.Options;
using Octokit;

namespace Slipway.Git.GitHub.Client;

/// <summary>Signed-in clients of GitHub's API: by a personal token, or as an App whose hourly token is renewed in time. Safe for concurrent use.</summary>
internal sealed class GitHubAccess(IOptions<GitHubOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1);
    private GitHubClient? _client;
    private DateTimeOffset _until = DateTimeOffset.MinValue;

    public async Task<GitHubClient> SignInAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_client is { } known && time.GetUtcNow() < _until)
            {
                return known;
            }

            (_client, _until) = options.Value.AppId is { } app
                ? await SignInAsAppAsync(app, cancellationToken).ConfigureAwait(false)
                : (Client(new Credentials(options.Value.Token)), DateTimeOffset.MaxValue);
            return _client;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<(GitHubClient Client, DateTimeOffset Until)> SignInAsAppAsync(long app, CancellationToken cancellationToken)
    {
        var key = await File.ReadAllTextAsync(options.Value.PrivateKeyFile!, cancellationToken).ConfigureAwait(false);
        var proof = Client(new Credentials(AppToken.Make(app, key, time.GetUtcNow()), AuthenticationType.Bearer));
        var token = await proof.GitHubApps.CreateInstallationToken(options.Value.InstallationId!.Value).WaitAsync(cancellationToken).ConfigureAwait(false);
        return (Client(new Credentials(token.Token)), token.ExpiresAt - Reserve);
    }

    private GitHubClient Client(Credentials credentials)
    {
        var client = new GitHubClient(new ProductHeaderValue("Slipway"), options.Value.Address) { Credentials = credentials };
        client.SetRequestTimeout(Patience);
        return client;
    }
}
