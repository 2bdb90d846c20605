using Slipway.Messaging;

namespace Slipway.Core.Tests.Clusters;

/// <summary>A session that keeps what is sent.</summary>
internal sealed class RecordedSession : IMessageSession
{
    public string CorrelationId { get; set; } = "operation-1";

    public List<object> Sent { get; } = [];

    public List<(Type Work, string Key)> Overtaken { get; } = [];

    public int Commits { get; private set; }

    public void Publish<TEvent>(TEvent @event)
        where TEvent : notnull => Sent.Add(@event);

    public void Send<TWork>(TWork work, TimeSpan? delay = null)
        where TWork : notnull => Sent.Add(work);

    public void Overtake<TWork>(string key)
        where TWork : notnull => Overtaken.Add((typeof(TWork), key));

    public Task CommitAsync(CancellationToken cancellationToken)
    {
        Commits++;
        return Task.CompletedTask;
    }
}
