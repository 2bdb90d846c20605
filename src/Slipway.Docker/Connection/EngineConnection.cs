using Docker.DotNet;
using Docker.DotNet.Models;
using Docker.DotNet.NativeHttp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slipway.Core.Engines;
using Version = System.Version;

namespace Slipway.Docker.Connection;

/// <summary>
/// The way to the engine: one HTTP connection pool, the API version agreed on at the first call (and again after the engine was away), and
/// failures turned into this project's exceptions in one place.
/// </summary>
internal sealed class EngineConnection : IDisposable
{
    /// <summary>The newest API version that this project was written for.</summary>
    private static readonly Version NewestKnown = new(1, 51);

    private readonly DockerOptions _options;
    private readonly ILogger<EngineConnection> _logger;
    private readonly SemaphoreSlim _negotiation = new(1, 1);
    private readonly DockerClient _unversioned;
    private readonly List<DockerClient> _retired = [];
    private volatile EngineSession? _session;

    public EngineConnection(IOptions<DockerOptions> options, ILogger<EngineConnection> logger)
    {
        _options = options.Value;
        _logger = logger;
        Address = EngineAddress.Parse(_options.Host);
        _unversioned = CreateClient(null);
    }

    public EngineAddress Address { get; }

    public void Dispose()
    {
        _session?.Client.Dispose();
        _unversioned.Dispose();
        foreach (var client in _retired)
        {
            client.Dispose();
        }

        _negotiation.Dispose();
    }

    /// <summary>Calls the engine; whatever goes wrong comes out as <see cref="EngineException"/> or <see cref="EngineUnreachableException"/>.</summary>
    public async Task<TResult> CallAsync<TResult>(Func<EngineSession, Task<TResult>> call, CancellationToken cancellationToken)
    {
        try
        {
            var session = _session ?? await NegotiateAsync(cancellationToken).ConfigureAwait(false);
            return await call(session).ConfigureAwait(false);
        }
        catch (DockerApiException error)
        {
            throw EngineErrors.Refused(error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException && cancellationToken.IsCancellationRequested)
        {
            // A connection that was closed because the caller gave up.
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
        catch (Exception error) when (EngineErrors.IsUnreachable(error, cancellationToken))
        {
            Forget();
            throw EngineErrors.Unreachable(Address, error);
        }
    }

    /// <summary>Calls the engine for its effect.</summary>
    public Task CallAsync(Func<EngineSession, Task> call, CancellationToken cancellationToken) => CallAsync(
        async session =>
        {
            await call(session).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Calls the engine for something that may be missing.</summary>
    /// <returns>The answer, or null when the engine says that it does not exist.</returns>
    public async Task<TResult?> FindAsync<TResult>(Func<EngineSession, Task<TResult>> call, CancellationToken cancellationToken)
        where TResult : class
    {
        try
        {
            return await CallAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException error) when (error.StatusCode == 404)
        {
            return null;
        }
    }

    /// <summary>Asks the engine which version it is.</summary>
    public Task<VersionResponse> VersionAsync(CancellationToken cancellationToken) =>
        CallAsync(session => session.Client.System.GetVersionAsync(cancellationToken), cancellationToken);

    private async Task<EngineSession> NegotiateAsync(CancellationToken cancellationToken)
    {
        await _negotiation.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_session is { } known)
            {
                return known;
            }

            var version = await _unversioned.System.GetVersionAsync(cancellationToken).ConfigureAwait(false);
            var newest = Version.Parse(version.APIVersion ?? "1.41");
            var agreed = newest < NewestKnown ? newest : NewestKnown;
            if (Version.TryParse(version.MinAPIVersion, out var oldest) && oldest > agreed)
            {
                throw new EngineException($"The engine speaks API {oldest} at least, and this program {NewestKnown} at most; update it");
            }

            var session = new EngineSession(CreateClient(agreed), agreed, version.Os ?? "linux");
            _logger.Connected(Address.Text, version.Version ?? "?", agreed);
            _session = session;
            return session;
        }
        finally
        {
            _negotiation.Release();
        }
    }

    private void Forget()
    {
        if (Interlocked.Exchange(ref _session, null) is { } gone)
        {
            // Calls in flight may still use it; it holds no connection once they end.
            lock (_retired)
            {
                _retired.Add(gone.Client);
            }
        }
    }

    private DockerClient CreateClient(Version? apiVersion)
    {
        var transport = new NativeHttpTransportOptions
        {
            ConfigureHandler = handler =>
            {
                // Followed logs and waiting calls hold connections: a limit would let them starve the others.
                handler.MaxConnectionsPerServer = int.MaxValue;
                handler.UseProxy = false;
                if (Address.SocketPath is not null)
                {
                    handler.ConnectCallback = async (_, cancellationToken) =>
                        await Address.ConnectAsync(cancellationToken).ConfigureAwait(false);
                }
            },
        };
        return new DockerClientBuilder()
            .WithEndpoint(Address.Endpoint)
            .WithApiVersion(apiVersion)
            .WithTimeout(_options.RequestTimeout)
            .WithTransportOptions(transport)
            .Build();
    }
}
