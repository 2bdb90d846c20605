using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Slipway.Messaging.Chaos;

/// <summary>
/// Sends, and writes down what it was told is stored: the row in <c>sent</c> is written after the commit has succeeded. What failed may or may not
/// be stored; nothing is expected of it but that it has at most one effect.
/// </summary>
internal sealed class Producer : IAsyncDisposable
{
    private readonly Footing _footing;
    private readonly IHost _host;
    private readonly ConcurrentDictionary<string, int> _next = new(StringComparer.Ordinal);
    private int _ids;

    public Producer(Footing footing)
    {
        _footing = footing;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Application.Add(builder.Services, footing, new WorkerName("producer"));
        _host = builder.Build();
    }

    /// <summary>Gets the ids whose commit succeeded, with what was sent.</summary>
    public ConcurrentDictionary<string, object> Sent { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the ids whose commit failed: stored or not, nobody knows.</summary>
    public ConcurrentBag<string> Unknown { get; } = [];


    public string NewId() => $"m{Interlocked.Increment(ref _ids)}";

    public int NextSeq(string key) => _next.AddOrUpdate(key, 1, (_, last) => last + 1);

    /// <summary>Sends a keyed task. Calls with one key must not overlap, since their order is what is checked.</summary>
    public Task SendStepAsync(string key, int workMs, CancellationToken cancellationToken, int commitMs = 0) =>
        SendAsync(NewId(), id => new LedgerStep(id, key, NextSeq(key), workMs, commitMs), cancellationToken);

    public Task SendFreeAsync(int workMs, CancellationToken cancellationToken) =>
        SendAsync(NewId(), id => new LedgerFree(id, "", 0, workMs, 0), cancellationToken);

    /// <summary>Sends a build, of which only the newest of its key counts. Calls with one key must not overlap.</summary>
    public Task SendBuildAsync(string key, int workMs, CancellationToken cancellationToken) =>
        SendAsync(NewId(), id => new LedgerBuild(id, key, NextSeq(key), workMs, 0), cancellationToken);

    /// <summary>Publishes an event whose handler sends a step of the same key; the key is used for nothing else.</summary>
    public Task PublishFactAsync(string key, int workMs, CancellationToken cancellationToken) =>
        SendAsync(NewId(), id => new LedgerFact(id, key, NextSeq(key), workMs, 0), cancellationToken);

    public async Task SendAsync<TMessage>(string id, Func<string, TMessage> make, CancellationToken cancellationToken)
        where TMessage : notnull
    {
        var message = make(id);
        try
        {
            await using var scope = _host.Services.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
            if (message is LedgerFact)
            {
                session.Publish(message);
            }
            else
            {
                session.Send(message);
            }
            await session.CommitAsync(cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Unknown.Add(id);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            return;
        }
        Sent[id] = message;
        await WriteDownAsync(id, message, cancellationToken);
    }

    /// <summary>Keeps sending until it is told to stop: keyed tasks on as many keys as said, and some without a key.</summary>
    public Task LoadAsync(int keys, int workMs, TimeSpan pause, CancellationToken until, CancellationToken cancellationToken, string suffix = "") => Task.WhenAll(
        Enumerable.Range(0, keys).Select(k => Task.Run(
            async () =>
            {
                while (!until.IsCancellationRequested)
                {
                    if (k % 5 == 4)
                    {
                        await SendFreeAsync(workMs, cancellationToken);
                    }
                    else if (k % 5 == 3)
                    {
                        await PublishFactAsync($"f{k}{suffix}", workMs, cancellationToken);
                    }
                    else
                    {
                        await SendStepAsync($"k{k}{suffix}", workMs, cancellationToken);
                    }
                    await Task.Delay(pause, TimeProvider.System, cancellationToken);
                }
            },
            cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    // The truth of what was promised is Sent; the table is there for whoever looks at the database after a failure.
    private async Task WriteDownAsync(string id, object message, CancellationToken cancellationToken)
    {
        var (key, seq) = message is ILedgerMessage known ? (known.Key, known.Seq) : ("", 0);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await _footing.Database.ExecuteAsync(
                    "insert into sent (msg_id, key, seq) values (@id, @key, @seq)", cancellationToken, ("@id", id), ("@key", key), ("@seq", seq));
                return;
            }
            catch (System.Data.Common.DbException) when (attempt < 100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }
        }
    }
}
