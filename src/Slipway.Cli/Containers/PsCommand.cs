using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Containers;

/// <summary><c>slipway ps</c></summary>
internal sealed class PsCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Option<bool> _json = Json();

    public PsCommand(Surroundings surroundings)
        : base("ps", "List the containers of an environment", "ps guestbook", "ps guestbook --json")
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
        var containers = await KnownCluster.OrSuggestAsync(
            _surroundings,
            api,
            name,
            () => api.GetAsync($"api/clusters/{Uri.EscapeDataString(name)}/containers", ApiJson.Default.ImmutableArrayContainerView, cancellationToken),
            cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, containers, ApiJson.Default);
        }
        else if (containers.IsEmpty)
        {
            await _surroundings.Error.WriteLineAsync($"'{name}' has no containers; {_surroundings.Command} plan {name} shows what is missing".AsMemory(), cancellationToken);
        }
        else
        {
            foreach (var line in ContainerTable.Lay(containers, _surroundings.OutScreen()))
            {
                _surroundings.Out.WriteLine(line);
            }
        }

        return ExitCodes.Success;
    }
}
