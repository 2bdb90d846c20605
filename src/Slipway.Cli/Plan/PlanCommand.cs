using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Plan;

/// <summary><c>slipway plan</c></summary>
internal sealed class PlanCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Option<bool> _json = Json();

    public PlanCommand(Surroundings surroundings)
        : base("plan", "Show what a deployment would do now, and why; changes nothing", "plan guestbook", "plan guestbook --json")
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
        var plan = await KnownCluster.OrSuggestAsync(
            _surroundings,
            api,
            name,
            () => api.GetAsync($"api/clusters/{Uri.EscapeDataString(name)}/plan", ApiJson.Default.PlanView, cancellationToken),
            cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, plan, ApiJson.Default);
        }
        else
        {
            foreach (var line in PlanText.Render(plan, _surroundings.OutScreen()))
            {
                _surroundings.Out.WriteLine(line);
            }
        }

        return plan.Problems.IsEmpty ? ExitCodes.Success : ExitCodes.Failed;
    }
}
