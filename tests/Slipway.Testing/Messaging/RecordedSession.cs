using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

/// <summary>A session that keeps what was committed.</summary>
public sealed class RecordedSession : IMessageSession
{
    private readonly List<object> _pending = [];

    public string CorrelationId { get; set; } = "operation-1";

    /// <summary>Gets what was committed, with its chain.</summary>
    public List<(string Chain, object Message)> Committed { get; } = [];

    /// <summary>Gets the keys under which a task was overtaken.</summary>
    public List<(Type Work, string Key)> Overtaken { get; } = [];

    /// <summary>Gets how often it committed.</summary>
    public int Commits { get; private set; }

    /// <summary>Gets or sets what every commit throws; null lets it go on.</summary>
    public Exception? CommitFailure { get; set; }

    /// <summary>Gets what was committed.</summary>
    public IEnumerable<object> Messages => Committed.Select(c => c.Message);

    public void Publish<TEvent>(TEvent @event)
        where TEvent : notnull => _pending.Add(@event);

    public void Send<TWork>(TWork work, TimeSpan? delay = null)
        where TWork : notnull => _pending.Add(work);

    public void Overtake<TWork>(string key)
        where TWork : notnull => Overtaken.Add((typeof(TWork), key));

    public Task CommitAsync(CancellationToken cancellationToken)
    {
        if (CommitFailure is not null)
        {
            return Task.FromException(CommitFailure);
        }

        Commits++;
        Committed.AddRange(_pending.Select(m => (CorrelationId, m)));
        _pending.Clear();
        return Task.CompletedTask;
    }
}
