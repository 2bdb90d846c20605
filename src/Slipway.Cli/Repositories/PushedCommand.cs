using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Repositories;

/// <summary><c>slipway pushed</c></summary>
internal sealed class PushedCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _target = new("PATH|URL") { Description = "The repository, as 'repos' shows it; a path inside of it, its owner/name or id", DefaultValueFactory = _ => "." };
    private readonly Option<string?> _ref = new("--ref") { Description = "The full ref, such as refs/heads/main (default: look at all)", HelpName = "REF" };
    private readonly Option<string?> _before = new("--before") { Description = "The commit before", HelpName = "COMMIT" };
    private readonly Option<string?> _after = new("--after") { Description = "The commit after; zeros for a ref that went", HelpName = "COMMIT" };
    private readonly Option<bool> _json = Json();

    public PushedCommand(Surroundings surroundings)
        : base("pushed", "Tell the running server of a push; for hooks, and for those who do not want to wait for the next look", "pushed . # look at all refs now", "pushed team/shop --json")
    {
        _surroundings = surroundings;
        Add(_target);
        Add(_ref);
        Add(_before);
        Add(_after);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // A hook starts no server: one that starts looks at all refs anyway.
        using var api = await new ServerLauncher(_surroundings).Locator.FindAsync(cancellationToken)
            ?? throw new CliException(ExitCodes.ServerUnavailable, "no server runs", $"it looks at all refs when it starts: {_surroundings.Command} ls");
        var repository = await KnownRepository.FindAsync(_surroundings, api, parsed.GetValue(_target)!, cancellationToken);
        var request = new PushedRequest { Ref = parsed.GetValue(_ref), Before = parsed.GetValue(_before), After = parsed.GetValue(_after) };
        var view = await api.PostAsync($"api/repositories/{repository.Id}/pushed", request, ApiJson.Default.PushedRequest, ApiJson.Default.PushedView, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, view, ApiJson.Default);
        }
        else
        {
            _surroundings.Out.WriteLine(view.Note);
        }

        return ExitCodes.Success;
    }
}
