using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Progress;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway redeploy</c></summary>
internal sealed class RedeployCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Option<bool> _json = Json();

    public RedeployCommand(Surroundings surroundings)
        : base(
            "redeploy",
            "Bring an environment in line with its current revision once more; what already is stays untouched",
            "redeploy guestbook # after a container was removed or changed by hand",
            "redeploy guestbook --json")
    {
        _surroundings = surroundings;
        Add(_name);
        Add(_json);
        SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        return new OperationRun(_surroundings).RunAsync(
            name,
            (api, id) => api.BeginAsync($"api/clusters/{Uri.EscapeDataString(name)}/redeploy", id, cancellationToken),
            parsed.GetValue(_json),
            $"{_surroundings.Command} ls shows its state",
            cancellationToken);
    }
}
