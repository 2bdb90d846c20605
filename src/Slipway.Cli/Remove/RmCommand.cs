using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Progress;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Remove;

/// <summary><c>slipway rm</c></summary>
internal sealed class RmCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Option<bool> _volumes = new("--volumes", "-v") { Description = "Remove its named volumes and the data in them as well" };
    private readonly Option<bool> _json = Json();

    public RmCommand(Surroundings surroundings)
        : base(
            "rm",
            "Stop an environment and remove it; its named volumes stay",
            "rm guestbook # the data stays for the next 'up'",
            "rm guestbook --volumes # the data goes as well")
    {
        _surroundings = surroundings;
        Add(_name);
        Add(_volumes);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var begun = _surroundings.Time.GetTimestamp();
        var name = parsed.GetValue(_name)!;
        var launcher = new ServerLauncher(_surroundings);
        using var api = await launcher.EnsureAsync(cancellationToken);
        var accepted = await KnownCluster.OrSuggestAsync(
            _surroundings,
            api,
            name,
            () => new RequestSender(launcher, _surroundings).SendAsync(
                api, (server, id) => server.RemoveAsync(name, parsed.GetValue(_volumes), id, cancellationToken), cancellationToken),
            cancellationToken);
        var view = await new OperationWatch(_surroundings, launcher).WaitAsync(api, accepted.Operation, null, cancellationToken);

        OperationReport.Findings(_surroundings, view);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, view, ApiJson.Default);
        }

        if (view.State != OperationStates.Succeeded)
        {
            return OperationReport.Unsuccessful(_surroundings, view);
        }

        if (!parsed.GetValue(_json))
        {
            foreach (var line in ResultText.Removed(view, name, _surroundings.Time.GetElapsedTime(begun), _surroundings.OutScreen().Palette))
            {
                _surroundings.Out.WriteLine(line);
            }
        }

        return ExitCodes.Success;
    }
}
