using System.Collections.Immutable;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Messages;

/// <summary>The two tables of <c>messages</c>: how many there are, and which.</summary>
internal static class MessageTable
{
    private const int DeadColumn = 5;
    private const int StateColumn = 2;

    // Ids begin with the time in milliseconds; four more digits tell those of one millisecond apart.
    private const int IdLength = 16;

    private static readonly string[] SummaryHeadings = ["NAME", ">READY", ">WAITING", ">RUNNING", ">RETRYING", ">DEAD", ">OLDEST"];
    private static readonly string[] RowHeadings = ["ID", "NAME", "STATE", ">SINCE", ">TRIES", "OUTCOME"];

    public static ImmutableArray<string> LaySummary(ImmutableArray<MessageSummaryView> names, DateTimeOffset now, Screen screen)
    {
        var rows = names.Select(name => (IReadOnlyList<string>)
        [
            name.Name,
            Number(name.Ready),
            Number(name.Waiting),
            Number(name.Running),
            Number(name.Retrying),
            Number(name.Dead),
            Durations.Age(now - name.OldestSince),
        ]).ToArray();
        return TextTable.Lay(SummaryHeadings, rows, screen.Width, (row, column, text) =>
            row < 0 ? screen.Palette.Dim(text) : column == DeadColumn && names[row].Dead > 0 ? screen.Palette.Bad(text) : text);
    }

    public static ImmutableArray<string> LayRows(ImmutableArray<MessageView> messages, DateTimeOffset now, Screen screen)
    {
        var rows = messages.Select(message => (IReadOnlyList<string>)
        [
            Short(message.Id),
            message.Name,
            message.Progress is { } progress and > 0 ? string.Create(CultureInfo.InvariantCulture, $"{message.State} {progress:P0}") : message.State,
            Durations.Age(now - message.Since),
            message.Attempts.ToString(CultureInfo.InvariantCulture),
            Outcome(message, now),
        ]).ToArray();
        return TextTable.Lay(RowHeadings, rows, screen.Width, (row, column, text) =>
            row < 0 ? screen.Palette.Dim(text) : column == StateColumn ? Paint(messages[row].State, text, screen.Palette) : text);
    }

    public static string Short(string id) => id.Length > IdLength ? id[..IdLength] : id;

    public static string Paint(string state, string text, Palette palette) => state switch
    {
        MessageStates.Dead => palette.Bad(text),
        MessageStates.Retrying or MessageStates.Running => palette.Attention(text),
        MessageStates.Done => palette.Good(text),
        _ => text,
    };

    private static string Outcome(MessageView message, DateTimeOffset now)
    {
        var next = message.DueAt is { } due && due > now ? $"next in {Durations.Text(due - now)}" : null;
        return (next, message.Outcome) switch
        {
            (null, null) => "-",
            (null, var outcome) => outcome,
            (_, null) => next,
            _ => $"{next}: {message.Outcome}",
        };
    }

    private static string Number(long count) => count == 0 ? "-" : count.ToString(CultureInfo.InvariantCulture);
}
