namespace Slipway.Messaging;

/// <summary>Conditions as the statements and the command line write them.</summary>
public static class MessageConditions
{
    private static readonly Dictionary<string, MessageCondition> ByText =
        Enum.GetValues<MessageCondition>().ToDictionary(ToText, StringComparer.Ordinal);

    /// <summary>Gets every word, in the order of <see cref="MessageCondition"/>.</summary>
    public static IEnumerable<string> Texts => Enum.GetValues<MessageCondition>().Select(ToText);

    /// <summary>The word for a condition: its name in lower case.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>The word.</returns>
    public static string ToText(MessageCondition condition) => condition switch
    {
        MessageCondition.Ready => "ready",
        MessageCondition.Waiting => "waiting",
        MessageCondition.Running => "running",
        MessageCondition.Retrying => "retrying",
        MessageCondition.Dead => "dead",
        MessageCondition.Done => "done",
        MessageCondition.Superseded => "superseded",
        MessageCondition.Replayed => "replayed",
        MessageCondition.Dropped => "dropped",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };

    /// <summary>The condition of a word.</summary>
    /// <param name="text">The word.</param>
    /// <returns>The condition; null where it is none.</returns>
    public static MessageCondition? Find(string text) => ByText.TryGetValue(text, out var condition) ? condition : null;
}
