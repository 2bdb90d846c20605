using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Pausing;

/// <summary><c>slipway pause</c></summary>
internal sealed class PauseCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Option<bool> _json = Json();

    public PauseCommand(Surroundings surroundings)
        : base("pause", "Only note pushes of an environment, without deploying them, until 'resume'", "pause guestbook", "pause guestbook --json")
    {
        _surroundings = surroundings;
        Add(_name);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        var view = await KnownCluster.OrSuggestAsync(
            _surroundings,
            api,
            name,
            () => api.PostAsync($"api/clusters/{Uri.EscapeDataString(name)}/pause", ApiJson.Default.PauseView, cancellationToken),
            cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, view, ApiJson.Default);
        }
        else
        {
            await _surroundings.Out.WriteLineAsync($"{name} is paused; '{_surroundings.Command} resume {name}' deploys what is pushed meanwhile".AsMemory(), cancellationToken);
        }

        return ExitCodes.Success;
    }
}
