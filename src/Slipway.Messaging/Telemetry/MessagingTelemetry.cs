using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Slipway.Messaging;

/// <summary>Spans and metrics. Message ids and keys are never tags of a metric.</summary>
internal sealed class MessagingTelemetry : IDisposable
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);

    private readonly string _system;
    private readonly Meter _meter;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _superseded;
    private readonly Counter<long> _leaseLost;
    private readonly UpDownCounter<long> _running;
    private readonly Histogram<double> _processing;
    private readonly Histogram<double> _waiting;
    private readonly Histogram<double> _renewing;
    private readonly Histogram<double> _operations;
    private readonly Histogram<long> _attempts;

    public MessagingTelemetry(IMessageDatabase database, IMeterFactory? meters = null)
    {
        _system = database.System;
        _meter = meters?.Create(TelemetryNames.Source) ?? new Meter(TelemetryNames.Source);
        _sent = _meter.CreateCounter<long>(TelemetryNames.SentMessages);
        _consumed = _meter.CreateCounter<long>(TelemetryNames.ConsumedMessages);
        _retries = _meter.CreateCounter<long>(TelemetryNames.Retries);
        _dead = _meter.CreateCounter<long>(TelemetryNames.Dead);
        _superseded = _meter.CreateCounter<long>(TelemetryNames.Superseded);
        _leaseLost = _meter.CreateCounter<long>(TelemetryNames.LeaseLost);
        _running = _meter.CreateUpDownCounter<long>(TelemetryNames.Running);
        _processing = _meter.CreateHistogram<double>(TelemetryNames.ProcessDuration, "s");
        _waiting = _meter.CreateHistogram<double>(TelemetryNames.WaitDuration, "s");
        _renewing = _meter.CreateHistogram<double>(TelemetryNames.LeaseRenewDuration, "s");
        _operations = _meter.CreateHistogram<double>(TelemetryNames.OperationDuration, "s");
        _attempts = _meter.CreateHistogram(
            TelemetryNames.Attempts, "{attempt}", "Attempts until the end, good or bad", null, new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 3, 5, 8, 13, 21] });
    }

    /// <summary>Gets the meter, for instruments that live elsewhere.</summary>
    public Meter Meter => _meter;

    /// <summary>
    /// Begins a chain: under the current activity if there is one, else as a new trace. No parent span: the first span is the root.
    /// </summary>
    public static ActivityContext NewChain() =>
        Current()?.Context ?? new ActivityContext(ActivityTraceId.CreateRandom(), default, ActivityTraceFlags.None);

    public static string TraceParent(ActivityContext context) => $"00-{context.TraceId}-{context.SpanId}-{(int)context.TraceFlags:x2}";

    /// <summary>Records that a message is sent, and returns what it carries: always the trace of its chain, also when nobody listens.</summary>
    public ActivityContext TraceSend(MessageDescriptor message, string id, int bodyBytes, string correlationId, ActivityContext chain)
    {
        var parent = Current() is { } current && current.TraceId == chain.TraceId ? current.Context : chain;
        using var activity = Source.StartActivity($"send {message.Name}", ActivityKind.Producer, parent);
        Describe(activity, message.Name, id, correlationId, bodyBytes, "send");
        return activity?.Context ?? new ActivityContext(parent.TraceId, ActivitySpanId.CreateRandom(), parent.TraceFlags, parent.TraceState);
    }

    /// <summary>
    /// Begins the span of one attempt. The first is a child of the sender; a later one is a root of its own in the same trace, linked to
    /// the sender, which may have ended hours ago.
    /// </summary>
    public Activity? StartProcess(ClaimedDelivery delivery)
    {
        var first = delivery.Attempt == 1;
        var parent = first ? delivery.Sender : new ActivityContext(delivery.Sender.TraceId, default, delivery.Sender.TraceFlags, delivery.Sender.TraceState);
        var activity = Source.StartActivity(
            $"process {delivery.Name}", ActivityKind.Consumer, parent, null, first ? null : [new ActivityLink(delivery.Sender)]);
        Describe(activity, delivery.Name, delivery.MessageId, delivery.CorrelationId, delivery.Body.Length, "process");
        activity?.SetTag(TelemetryNames.Attempt, delivery.Attempt);
        return activity;
    }

    public void Sent(OutgoingBatch batch)
    {
        foreach (var message in batch.Messages)
        {
            _sent.Add(1, Tags(message.Descriptor.Name, null));
        }
    }

    public void Started(ClaimedDelivery delivery)
    {
        _running.Add(1, Tags(delivery.Name, null));
        _consumed.Add(1, Tags(delivery.Name, null));
        _waiting.Record(delivery.Waited.TotalSeconds, Tags(delivery.Name, null));
    }

    public void Ended(ClaimedDelivery delivery, TimeSpan took, Verdict verdict, Activity? activity)
    {
        var errorType = verdict.Error?.GetType().FullName;
        _running.Add(-1, Tags(delivery.Name, null));
        _processing.Record(took.TotalSeconds, Tags(delivery.Name, errorType));
        CounterOf(verdict)?.Add(1, Tags(delivery.Name, errorType));
        if (verdict is Verdict.Done or Verdict.Dead or Verdict.Superseded)
        {
            _attempts.Record(delivery.Attempt, Tags(delivery.Name, null));
        }
        if (errorType is not null)
        {
            activity?.SetTag(TelemetryNames.ErrorType, errorType).SetStatus(ActivityStatusCode.Error, verdict.Error!.Message);
        }
    }

    public void Renewed(TimeSpan took) => _renewing.Record(took.TotalSeconds);

    /// <summary>Records how long sending (committing what was sent) or receiving (claiming what was there) took.</summary>
    public void Operated(string operation, TimeSpan took) => _operations.Record(
        took.TotalSeconds,
        new TagList { { TelemetryNames.System, _system }, { TelemetryNames.OperationName, operation }, { TelemetryNames.OperationType, operation } });

    public void Dispose() => _meter.Dispose();

    private static Activity? Current() => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;

    private Counter<long>? CounterOf(Verdict verdict) => verdict switch
    {
        Verdict.Retry => _retries,
        Verdict.Dead => _dead,
        Verdict.Superseded or Verdict.Overtaken => _superseded,
        Verdict.LeaseLost => _leaseLost,
        _ => null,
    };

    private TagList Tags(string name, string? errorType)
    {
        var tags = new TagList { { TelemetryNames.System, _system }, { TelemetryNames.Destination, name } };
        if (errorType is not null)
        {
            tags.Add(TelemetryNames.ErrorType, errorType);
        }
        return tags;
    }

    private void Describe(Activity? activity, string name, string id, string correlationId, int bodyBytes, string operation)
    {
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(TelemetryNames.System, _system)
                .SetTag(TelemetryNames.Destination, name)
                .SetTag(TelemetryNames.OperationName, operation)
                .SetTag(TelemetryNames.OperationType, operation)
                .SetTag(TelemetryNames.MessageId, id)
                .SetTag(TelemetryNames.ConversationId, correlationId)
                .SetTag(TelemetryNames.BodySize, bodyBytes);
        }
    }
}
