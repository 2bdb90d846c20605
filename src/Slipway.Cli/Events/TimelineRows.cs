using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Events;

/// <summary>A message as cells: one row per subscriber, the message's own cells only in the first.</summary>
internal static class TimelineRows
{
    public static readonly string[] Headings = ["TIME", "KIND", "NAME", ">QUEUED", ">RAN", ">TRIES", "OUTCOME"];

    public static IEnumerable<IReadOnlyList<string>> Of(TimelineEntry entry, int depth, TimeZoneInfo zone)
    {
        var time = TimeZoneInfo.ConvertTime(entry.SentAt, zone).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var indent = new string(' ', depth * 2);
        if (entry.Deliveries.IsDefaultOrEmpty)
        {
            yield return [time, entry.Kind, indent + entry.Name, string.Empty, string.Empty, string.Empty, entry.Kind == "event" ? "sent; nobody subscribes" : "sent"];
            yield break;
        }

        for (var i = 0; i < entry.Deliveries.Length; i++)
        {
            var delivery = entry.Deliveries[i];
            string[] message = i == 0 ? [time, entry.Kind, indent + entry.Name] : [string.Empty, string.Empty, indent + "  at " + delivery.Consumer];
            yield return
            [
                .. message,
                Milliseconds(delivery.QueueMilliseconds),
                Milliseconds(delivery.RunMilliseconds),
                delivery.Attempts.ToString(CultureInfo.InvariantCulture),
                Outcome(delivery),
            ];
        }
    }

    private static string Outcome(TimelineDelivery delivery) => delivery.Outcome is not { Length: > 0 } outcome
        ? delivery.State
        : outcome.StartsWith(delivery.State, StringComparison.Ordinal) ? outcome : $"{delivery.State}: {outcome}";

    private static string Milliseconds(double? milliseconds) =>
        milliseconds is { } value ? Durations.Text(TimeSpan.FromMilliseconds(value)) : "-";
}
