using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Messages;

/// <summary>One message for people: what it is, what it carries, how each attempt ended, and its place in the chain.</summary>
internal sealed class MessageText(TimeProvider time, Screen screen, string command, bool whole)
{
    private const string Indent = "  ";
    private const int LabelWidth = 11;
    private static readonly string[] AttemptHeadings = [">TRY", "BEGAN", ">RAN", "RESULT", "ERROR"];
    private static readonly string[] ChainHeadings = ["TIME", "KIND", "NAME", "ID", "OUTCOME"];
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Palette _palette = screen.Palette;
    private readonly DateTimeOffset _now = time.GetUtcNow();

    public ImmutableArray<string> Render(MessageDetailView message) =>
    [
        $"{_palette.Bold(message.Name)} {message.Kind} {message.Id}",
        .. Facts(message),
        string.Empty,
        Heading($"body ({message.BodyBytes} bytes{(message.BodyIsCut ? "; --whole shows all of it" : string.Empty)})"),
        .. Body(message.Body).Select(line => Indent + Columns.Clean(line)),
        .. message.Deliveries.SelectMany(Delivery),
        .. Chain("before", message.Before),
        .. Chain("after", message.After),
        .. NextSteps(message),
    ];

    private IEnumerable<string> Facts(MessageDetailView message)
    {
        yield return Fact("sent", $"{At(message.SentAt)} ({Durations.Age(_now - message.SentAt)})");
        yield return Fact("version", message.Version.ToString(CultureInfo.InvariantCulture));
        yield return Fact("operation", message.Operation);
        if (message.CausedBy is { } cause)
        {
            yield return Fact("caused by", cause);
        }

        yield return Fact("trace", message.TraceParent);
        if (message.TraceState is { } state)
        {
            yield return Fact("tracestate", state);
        }

        if (message.ReplayOf is { } original)
        {
            yield return Fact("replay of", original);
        }

        foreach (var replay in message.ReplayedAs)
        {
            yield return Fact("replayed as", replay);
        }
    }

    private IEnumerable<string> Delivery(MessageDeliveryView delivery)
    {
        var summary = delivery.Summary;
        yield return string.Empty;
        yield return Heading($"to {summary.Application}: ") + MessageTable.Paint(summary.State, summary.State, _palette)
            + _palette.Dim($", {summary.Attempts} {(summary.Attempts == 1 ? "attempt" : "attempts")}");
        yield return Fact("since", $"{At(summary.Since)} ({Durations.Age(_now - summary.Since)})");
        if (summary.DueAt is { } due && due > _now)
        {
            yield return Fact("next", $"in {Durations.Text(due - _now)}");
        }

        if (delivery.ExclusiveKey is { } key)
        {
            yield return Fact("one by one", key);
        }

        if (delivery.SupersedeKey is { } newest)
        {
            yield return Fact("newest wins", newest);
        }

        if (delivery.Owner is { } owner)
        {
            yield return Fact("held by", owner);
        }

        if (summary.Progress is { } progress)
        {
            yield return Fact("progress", string.Create(CultureInfo.InvariantCulture, $"{progress:P0} {delivery.ProgressNote}").TrimEnd());
        }

        if (summary.Outcome is { } outcome)
        {
            yield return Fact("outcome", outcome);
        }

        foreach (var line in Attempts(delivery.Attempts))
        {
            yield return line;
        }
    }

    private IEnumerable<string> Attempts(ImmutableArray<MessageAttemptView> attempts)
    {
        if (attempts.IsEmpty)
        {
            yield break;
        }

        var rows = attempts.Select(attempt => (IReadOnlyList<string>)
        [
            attempt.Attempt.ToString(CultureInfo.InvariantCulture),
            attempt.StartedAt is { } began ? Clock(began) : "-",
            attempt.StartedAt is { } start && attempt.Result is not ("replayed" or "dropped") ? Durations.Text(attempt.EndedAt - start) : "-",
            attempt.Result,
            attempt.ErrorType is { } type ? $"{type[(type.LastIndexOf('.') + 1)..]}: {attempt.Error}" : attempt.Error ?? "-",
        ]).ToArray();
        foreach (var line in Table(AttemptHeadings, rows))
        {
            yield return line;
        }

        foreach (var attempt in whole ? attempts.Where(attempt => attempt.Detail is not null) : [])
        {
            yield return Indent + _palette.Dim($"attempt {attempt.Attempt}:");
            foreach (var line in attempt.Detail!.Split('\n'))
            {
                yield return Indent + Indent + Columns.Clean(line);
            }
        }
    }

    private IEnumerable<string> Chain(string title, ImmutableArray<TimelineEntry> entries)
    {
        if (entries.IsEmpty)
        {
            yield break;
        }

        yield return string.Empty;
        yield return Heading(title);
        var rows = entries.Select(entry => (IReadOnlyList<string>)
        [
            Clock(entry.SentAt),
            entry.Kind,
            entry.Name,
            MessageTable.Short(entry.Id),
            entry.Deliveries.IsDefaultOrEmpty ? "sent" : string.Join("; ", entry.Deliveries.Select(d => d.Outcome is { Length: > 0 } outcome ? $"{d.State}: {outcome}" : d.State)),
        ]).ToArray();
        foreach (var line in Table(ChainHeadings, rows))
        {
            yield return line;
        }
    }

    private IEnumerable<string> NextSteps(MessageDetailView message)
    {
        if (!message.Deliveries.Any(d => d.Summary.State == MessageStates.Dead))
        {
            yield break;
        }

        var id = MessageTable.Short(message.Id);
        yield return string.Empty;
        yield return $"next step: {command} messages replay {id}, once what was in the way is resolved";
        yield return $"       or: {command} messages drop {id} --why TEXT";
    }

    private IEnumerable<string> Table(string[] headings, IReadOnlyList<IReadOnlyList<string>> rows) => TextTable
        .Lay(headings, rows, screen.Width == int.MaxValue ? screen.Width : screen.Width - Indent.Length, (row, _, text) => row < 0 ? _palette.Dim(text) : text)
        .Select(line => Indent + line);

    // JSON that can be read is laid out; anything else is shown as it is.
    private static string[] Body(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            using var laidOut = new MemoryStream();
            using (var writer = new Utf8JsonWriter(laidOut, Readable))
            {
                document.WriteTo(writer);
            }

            return System.Text.Encoding.UTF8.GetString(laidOut.ToArray()).Split('\n');
        }
        catch (JsonException)
        {
            return body.Split('\n');
        }
    }

    private string Fact(string label, string value) => $"{Indent}{_palette.Dim(label.PadRight(LabelWidth))} {Columns.Clean(value)}";

    private string Heading(string text) => _palette.Bold(text);

    private string At(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private string Clock(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
