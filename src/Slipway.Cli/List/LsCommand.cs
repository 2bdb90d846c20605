using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.List;

/// <summary><c>slipway ls</c></summary>
internal sealed class LsCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Option<bool> _json = Json();

    public LsCommand(Surroundings surroundings)
        : base("ls", "List the environments", "ls", "ls --json")
    {
        _surroundings = surroundings;
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        var clusters = await api.ListAsync(cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, clusters, ApiJson.Default);
        }
        else if (clusters.IsEmpty)
        {
            await _surroundings.Error.WriteLineAsync($"no environments yet; make one: {_surroundings.Command} up PATH".AsMemory(), cancellationToken);
        }
        else
        {
            foreach (var line in ClusterTable.Lay(clusters, _surroundings.Time.GetUtcNow(), _surroundings.OutScreen()))
            {
                _surroundings.Out.WriteLine(line);
            }

            foreach (var reason in clusters.SelectMany(StateReasons.Of))
            {
                _surroundings.Error.WriteLine(reason);
            }
        }

        return ExitCodes.Success;
    }
}
