using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// A connection to the broker and what lives on it. It is whole or over: the first part that ends, ends it, and a new one is made.
/// </summary>
internal abstract class Session : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isClosed;

    protected Session(IConnection connection, ILogger logger)
    {
        Connection = connection;
        Logger = logger;
        connection.ConnectionShutdownAsync += (_, args) =>
        {
            Lose($"the connection ended: {args.ReplyText}");
            return Task.CompletedTask;
        };
    }

    /// <summary>Gets what ends, with the reason, when the first part of it has ended.</summary>
    public Task<string> Lost => _lost.Task;

    public bool IsLost => _lost.Task.IsCompleted;

    protected IConnection Connection { get; }

    protected ILogger Logger { get; }

    public virtual async ValueTask DisposeAsync()
    {
        Lose("closed");
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return;
        }
        try
        {
            // Bounded: a broker that does not answer shall not be waited for once more.
            await Connection.CloseAsync(Constants.ReplySuccess, "closed", CloseTimeout, abort: true, CancellationToken.None).ConfigureAwait(false);
            await Connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Logger.CloseFailed(error);
        }
    }

    protected void Lose(string reason) => _lost.TrySetResult(reason);

    protected void Watch(IChannel channel, string what) => channel.ChannelShutdownAsync += (_, args) =>
    {
        Lose($"the channel for '{what}' ended: {args.ReplyText}");
        return Task.CompletedTask;
    };
}
