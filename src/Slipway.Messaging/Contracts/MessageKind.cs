namespace Slipway.Messaging;

/// <summary>Who gets a message.</summary>
public enum MessageKind
{
    /// <summary>A fact; every subscribed application gets it.</summary>
    Event,

    /// <summary>A task; exactly one worker does it.</summary>
    Work,
}
