using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Containers;

/// <summary><c>slipway ps</c></summary>
internal sealed class PsCommand(Surroundings surroundings)
    : ClusterVerb<ImmutableArray<ContainerView>>(surroundings, "ps", "List the containers of an environment")
{
    protected override Task<ImmutableArray<ContainerView>> AskAsync(ApiClient api, string path, CancellationToken cancellationToken) =>
        api.GetAsync($"{path}/containers", ApiJson.Default.ImmutableArrayContainerView, cancellationToken);

    protected override void Show(string name, ImmutableArray<ContainerView> view)
    {
        if (view.IsEmpty)
        {
            Surroundings.Error.WriteLine($"'{name}' has no containers; {Surroundings.Command} plan {name} shows what is missing");
            return;
        }

        foreach (var line in ContainerTable.Lay(view, Surroundings.OutScreen()))
        {
            Surroundings.Out.WriteLine(line);
        }
    }
}
