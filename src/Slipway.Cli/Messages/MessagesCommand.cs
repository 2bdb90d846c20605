using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Messages;

/// <summary><c>slipway messages</c></summary>
internal sealed class MessagesCommand : Verb
{
    private const int MostRows = 1000;

    private readonly Surroundings _surroundings;
    private readonly Option<string?> _state = new("--state") { Description = "Only these, by comma: " + string.Join(", ", MessageStates.All), HelpName = "STATE" };
    private readonly Option<string?> _name = MessageOptions.Name();
    private readonly Option<string?> _reason = MessageOptions.Reason();
    private readonly Option<string?> _olderThan = MessageOptions.OlderThan();
    private readonly Option<int> _limit = new("--limit") { Description = "Rows at most, the newest", HelpName = "N", DefaultValueFactory = _ => 50 };
    private readonly Option<bool> _json = Json();

    public MessagesCommand(Surroundings surroundings)
        : base(
            "messages",
            "Show the events and tasks that wait, run or were given up; show one, send it again or drop it",
            "messages",
            "messages --state dead # dead letters only",
            "messages --name cluster.deploy --older-than 5m",
            "messages show 0199f3a2b4c57abc # why it failed, attempt by attempt",
            "messages replay 0199f3a2b4c57abc")
    {
        _surroundings = surroundings;
        Add(_state);
        Add(_name);
        Add(_reason);
        Add(_olderThan);
        Add(_limit);
        Add(_json);
        Add(new ShowMessageCommand(surroundings));
        Add(new ReplayCommand(surroundings));
        Add(new DropCommand(surroundings));
        _state.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value.Split(',').FirstOrDefault(word => !MessageStates.All.Contains(word.Trim())) is { } unknown)
            {
                result.AddError($"--state takes {string.Join(", ", MessageStates.All)}, not '{unknown}'");
            }
        });
        _limit.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows is < 1 or > MostRows)
            {
                result.AddError($"--limit takes 1 to {MostRows}");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        var name = parsed.GetValue(_name);
        var limit = parsed.GetValue(_limit);
        var summary = await api.GetAsync(
            "api/messages/summary" + MessageOptions.Query(("name", name)), ApiJson.Default.ImmutableArrayMessageSummaryView, cancellationToken);

        // One more than is shown tells that there are more.
        var asked = Math.Min(limit + 1, MostRows).ToString(CultureInfo.InvariantCulture);
        var query = MessageOptions.Query(
            ("state", parsed.GetValue(_state)), ("name", name), ("reason", parsed.GetValue(_reason)), ("olderThan", parsed.GetValue(_olderThan)), ("limit", asked));
        var found = await api.GetAsync("api/messages" + query, ApiJson.Default.ImmutableArrayMessageView, cancellationToken);
        var messages = found.Length > limit ? found[..limit] : found;
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, new MessageOverview(summary, messages), ApiJson.Default);
            return ExitCodes.Success;
        }

        Print(summary, messages);
        if (found.Length > messages.Length)
        {
            await _surroundings.Error.WriteLineAsync($"there are more than {limit}; --limit shows them".AsMemory(), cancellationToken);
        }

        return ExitCodes.Success;
    }

    private void Print(ImmutableArray<MessageSummaryView> summary, ImmutableArray<MessageView> messages)
    {
        if (summary.IsEmpty && messages.IsEmpty)
        {
            _surroundings.Error.WriteLine("no message waits, runs or was given up");
            return;
        }

        var now = _surroundings.Time.GetUtcNow();
        var screen = _surroundings.OutScreen();
        if (!summary.IsEmpty)
        {
            WriteLines(MessageTable.LaySummary(summary, now, screen));
        }

        if (!summary.IsEmpty && !messages.IsEmpty)
        {
            _surroundings.Out.WriteLine();
        }

        if (!messages.IsEmpty)
        {
            WriteLines(MessageTable.LayRows(messages, now, screen));
        }
    }

    private void WriteLines(ImmutableArray<string> lines)
    {
        foreach (var line in lines)
        {
            _surroundings.Out.WriteLine(line);
        }
    }
}
