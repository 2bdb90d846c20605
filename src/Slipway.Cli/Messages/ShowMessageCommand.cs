using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Messages;

/// <summary><c>slipway messages show</c></summary>
internal sealed class ShowMessageCommand : Verb
{
    private readonly Surroundings _surroundings;

    private readonly Argument<string> _id = new("ID") { Description = "The message's id, or as much of its beginning as no other has" };
    private readonly Option<bool> _whole = new("--whole") { Description = "The whole body, and the stack of every error" };
    private readonly Option<bool> _json = Json();

    public ShowMessageCommand(Surroundings surroundings)
        : base(
            "show",
            "Show one message: body, headers, every attempt's error, what led to it and what came of it",
            "messages show 0199f3a2b4c57abc",
            "messages show 0199f3a2b4c57abc --whole # with the stacks of errors")
    {
        _surroundings = surroundings;
        Add(_id);
        Add(_whole);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        var whole = parsed.GetValue(_whole);
        var path = $"api/messages/{Uri.EscapeDataString(parsed.GetValue(_id)!)}{MessageOptions.Query(("whole", whole ? "true" : null))}";
        var message = await api.GetAsync(path, ApiJson.Default.MessageDetailView, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, message, ApiJson.Default);
            return ExitCodes.Success;
        }

        var text = new MessageText(_surroundings.Time, _surroundings.OutScreen(), _surroundings.Command, whole);
        foreach (var line in text.Render(message))
        {
            _surroundings.Out.WriteLine(line);
        }

        return ExitCodes.Success;
    }
}
