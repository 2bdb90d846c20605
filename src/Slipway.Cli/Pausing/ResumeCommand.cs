using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Pausing;

/// <summary><c>slipway resume</c></summary>
internal sealed class ResumeCommand(Surroundings surroundings)
    : ClusterVerb<PauseView>(surroundings, "resume", "Deploy pushes of an environment again, beginning with what was pushed while it was paused")
{
    protected override Task<PauseView> AskAsync(ApiClient api, string path, CancellationToken cancellationToken) =>
        api.PostAsync($"{path}/resume", ApiJson.Default.PauseView, cancellationToken);

    protected override void Show(string name, PauseView view) => Surroundings.Out.WriteLine(view.Operation is null
        ? $"{name} follows its branch again; nothing was pushed meanwhile"
        : $"{name} follows its branch again and catches up; watch it with '{Surroundings.Command} events {name} -f'");
}
