using System.CommandLine;
using System.Net.Http.Json;
using Slipway.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Progress;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway rollback</c></summary>
internal sealed class RollbackCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Argument<int> _revision = new("REV") { Description = "The number of an earlier revision, as 'history' shows it" };
    private readonly Option<bool> _json = Json();

    public RollbackCommand(Surroundings surroundings)
        : base(
            "rollback",
            "Deploy the content of an earlier revision as the next one; the next push goes forward again",
            "rollback guestbook 3",
            "pause guestbook && slipway rollback guestbook 3 # and stay there until 'resume'")
    {
        _surroundings = surroundings;
        Add(_name);
        Add(_revision);
        Add(_json);
        SetAction(RunAsync);
    }

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        var request = new RollbackRequest(parsed.GetValue(_revision));
        return new OperationRun(_surroundings).RunAsync(
            name,
            async (api, id) =>
            {
                using var content = JsonContent.Create(request, ApiJson.Default.RollbackRequest);
                return await api.BeginAsync($"api/clusters/{Uri.EscapeDataString(name)}/rollback", id, cancellationToken, content);
            },
            parsed.GetValue(_json),
            $"{_surroundings.Command} history {name} lists its revisions",
            cancellationToken);
    }
}
