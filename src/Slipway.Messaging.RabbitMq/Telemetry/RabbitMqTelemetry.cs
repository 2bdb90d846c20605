using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Metrics of the wire, on the meter of messaging.</summary>
internal sealed class RabbitMqTelemetry : IDisposable
{
    private const string System = "rabbitmq";

    private readonly Meter _meter;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _unsent;
    private readonly UpDownCounter<long> _window;
    private readonly Histogram<double> _lag;

    public RabbitMqTelemetry(IMeterFactory? meters = null)
    {
        _meter = meters?.Create(TelemetryNames.Source) ?? new Meter(TelemetryNames.Source);
        _duplicates = _meter.CreateCounter<long>(TelemetryNames.DuplicatesDropped);
        _unsent = _meter.CreateCounter<long>(TelemetryNames.RelayFailures);
        _window = _meter.CreateUpDownCounter<long>(TelemetryNames.WindowUsed);
        _lag = _meter.CreateHistogram<double>(TelemetryNames.RelayLag, "s");
    }

    /// <summary>Counts what arrived a second time and was dropped.</summary>
    public void Duplicate(string name) => _duplicates.Add(1, Tags(name));

    public void WindowUsed(int change) => _window.Add(change, new TagList { { TelemetryNames.System, System } });

    /// <summary>Records what became of a message that was to be sent.</summary>
    public void Sent(SendResult result)
    {
        if (result.Outcome == SendOutcome.Confirmed)
        {
            _lag.Record(TimeProvider.System.GetElapsedTime(result.Row.ClaimedAt).TotalSeconds, Tags(result.Row.Message.Name));
        }
        else if (result.Outcome != SendOutcome.Behind)
        {
            var tags = Tags(result.Row.Message.Name);
            tags.Add(TelemetryNames.ErrorType, ErrorType(result.Outcome));
            _unsent.Add(1, tags);
        }
    }

    public void Dispose() => _meter.Dispose();

    private static string ErrorType(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Unroutable => "unroutable",
        SendOutcome.Refused => "refused",
        _ => "unconfirmed",
    };

    private static TagList Tags(string name) => new() { { TelemetryNames.System, System }, { TelemetryNames.Destination, name } };
}
