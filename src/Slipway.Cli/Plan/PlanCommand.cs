using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Plan;

/// <summary><c>slipway plan</c></summary>
internal sealed class PlanCommand(Surroundings surroundings)
    : ClusterVerb<PlanView>(surroundings, "plan", "Show what a deployment would do now, and why; changes nothing")
{
    protected override Task<PlanView> AskAsync(ApiClient api, string path, CancellationToken cancellationToken) =>
        api.GetAsync($"{path}/plan", ApiJson.Default.PlanView, cancellationToken);

    protected override void Show(string name, PlanView view)
    {
        foreach (var line in PlanText.Render(view, Surroundings.OutScreen()))
        {
            Surroundings.Out.WriteLine(line);
        }
    }

    protected override int ExitCodeOf(PlanView view) => view.Problems.IsEmpty ? ExitCodes.Success : ExitCodes.Failed;
}
