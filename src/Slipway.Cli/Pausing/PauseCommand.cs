using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Pausing;

/// <summary><c>slipway pause</c></summary>
internal sealed class PauseCommand(Surroundings surroundings)
    : ClusterVerb<PauseView>(surroundings, "pause", "Only note pushes of an environment, without deploying them, until 'resume'")
{
    protected override Task<PauseView> AskAsync(ApiClient api, string path, CancellationToken cancellationToken) =>
        api.PostAsync($"{path}/pause", ApiJson.Default.PauseView, cancellationToken);

    protected override void Show(string name, PauseView view) =>
        Surroundings.Out.WriteLine($"{name} is paused; '{Surroundings.Command} resume {name}' deploys what is pushed meanwhile");
}
