using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Messages;

/// <summary><c>slipway messages drop</c></summary>
internal sealed class DropCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string[]> _ids = MessageOptions.Ids();
    private readonly Option<string> _why = new("--why") { Description = "Why, for the record", HelpName = "TEXT", Required = true };
    private readonly Option<bool> _json = Json();

    public DropCommand(Surroundings surroundings)
        : base(
            "drop",
            "End messages that are dead or wait, so that they are not done; who and why stays on record",
            "messages drop 0199f3a2b4c57abc --why \"the repository is gone\"")
    {
        _surroundings = surroundings;
        Add(_ids);
        Add(_why);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new DropRequest { Ids = [.. parsed.GetValue(_ids)!], Why = parsed.GetValue(_why)!, By = MessageActions.Who(_surroundings) };
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        var results = await api.PostAsync(
            "api/messages/drop", request, ApiJson.Default.DropRequest, ApiJson.Default.ImmutableArrayMessageActionView, cancellationToken);
        return MessageActions.Report(_surroundings, results, string.Empty, parsed.GetValue(_json));
    }
}
