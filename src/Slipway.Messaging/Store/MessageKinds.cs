namespace Slipway.Messaging;

/// <summary>Kinds as they are stored.</summary>
internal static class MessageKinds
{
    public static string ToText(MessageKind kind) => kind == MessageKind.Event ? "event" : "work";

    public static MessageKind FromText(string text) => text == "event" ? MessageKind.Event : MessageKind.Work;
}
