using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Messages;

/// <summary><c>slipway messages replay</c></summary>
internal sealed class ReplayCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string[]> _ids = MessageOptions.Ids();
    private readonly Option<bool> _all = new("--all") { Description = "Every dead letter that the options below leave" };
    private readonly Option<string?> _name = MessageOptions.Name();
    private readonly Option<string?> _reason = MessageOptions.Reason();
    private readonly Option<string?> _olderThan = MessageOptions.OlderThan();
    private readonly Option<string?> _body = new("--body") { Description = "A file with another body (JSON) to send; - is the standard input", HelpName = "FILE" };
    private readonly Option<double?> _rate = new("--rate") { Description = "How many may begin in a second (0.001 to 1000); without it all at once", HelpName = "N" };
    private readonly Option<bool> _json = Json();

    public ReplayCommand(Surroundings surroundings)
        : base(
            "replay",
            "Send dead letters again: each becomes a new message of the same operation, once however often it is asked",
            "messages replay 0199f3a2b4c57abc",
            "messages replay --all --name cluster.deploy --reason \"does not answer\" --rate 2",
            "messages replay 0199f3a2b4c57abc --body corrected.json")
    {
        _surroundings = surroundings;
        _ids.Arity = ArgumentArity.ZeroOrMore;
        Add(_ids);
        Add(_all);
        Add(_name);
        Add(_reason);
        Add(_olderThan);
        Add(_body);
        Add(_rate);
        Add(_json);
        Validators.Add(result =>
        {
            var ids = result.GetValue(_ids) ?? [];
            if (ids.Length == 0 != result.GetValue(_all))
            {
                result.AddError("name messages by their ids, or say --all");
            }
            else if (!result.GetValue(_all) && (result.GetValue(_name) ?? result.GetValue(_reason) ?? result.GetValue(_olderThan)) is not null)
            {
                result.AddError("--name, --reason and --older-than belong to --all");
            }
            else if (result.GetValue(_body) is not null && ids.Length != 1)
            {
                result.AddError("--body takes one message");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new ReplayRequest
        {
            Ids = [.. parsed.GetValue(_ids) ?? []],
            All = parsed.GetValue(_all),
            Name = parsed.GetValue(_name),
            Reason = parsed.GetValue(_reason),
            OlderThan = parsed.GetValue(_olderThan),
            Body = parsed.GetValue(_body) is { } file ? await ReadAsync(file, cancellationToken) : null,
            Rate = parsed.GetValue(_rate),
            By = MessageActions.Who(_surroundings),
        };
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        var results = await api.PostAsync(
            "api/messages/replay", request, ApiJson.Default.ReplayRequest, ApiJson.Default.ImmutableArrayMessageActionView, cancellationToken);
        return MessageActions.Report(_surroundings, results, "no dead letter is meant by that", parsed.GetValue(_json));
    }

    private Task<string> ReadAsync(string file, CancellationToken cancellationToken) => file == "-"
        ? _surroundings.In.ReadToEndAsync(cancellationToken)
        : File.ReadAllTextAsync(Path.GetFullPath(file, _surroundings.Directory), cancellationToken);
}
