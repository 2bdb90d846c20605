namespace Slipway.Messaging.RabbitMq;

/// <summary>Pauses between tries: a tenth of the longest at first, then twice as long each, less up to a half by chance so that processes do not come all at once.</summary>
internal sealed class BackOff(TimeSpan longest)
{
    private TimeSpan _base = longest / 10;
    private double _chance = Random.Shared.NextDouble();

    /// <summary>Gets the next pause, without taking it.</summary>
    public TimeSpan Next => _base * (1 - (0.5 * _chance));

    public TimeSpan Take()
    {
        var pause = Next;
        _base = _base * 2 < longest ? _base * 2 : longest;
        _chance = Random.Shared.NextDouble();
        return pause;
    }

    public void Reset() => _base = longest / 10;
}
