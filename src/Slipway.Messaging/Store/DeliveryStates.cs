namespace Slipway.Messaging;

/// <summary>States as they are stored.</summary>
internal static class DeliveryStates
{
    public static string ToText(DeliveryState state) => state switch
    {
        DeliveryState.Ready => "ready",
        DeliveryState.Running => "running",
        DeliveryState.Done => "done",
        DeliveryState.Dead => "dead",
        DeliveryState.Superseded => "superseded",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static DeliveryState FromText(string text) => text switch
    {
        "ready" => DeliveryState.Ready,
        "running" => DeliveryState.Running,
        "done" => DeliveryState.Done,
        "dead" => DeliveryState.Dead,
        "superseded" => DeliveryState.Superseded,
        _ => throw new ArgumentOutOfRangeException(nameof(text), text, "Unknown state in the store."),
    };
}
