using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Core.Operations;
using Slipway.Messaging;
using Slipway.Server.Operations;
using Slipway.Storage.Broadcasting;

namespace Slipway.Server.Sharing;

/// <summary>Notes progress of this process, and tells the others: whoever is watched need not be who works.</summary>
internal sealed class SharedProgress(LiveProgress live, IBroadcast broadcast) : IProgressSink, IMessageObserver
{
    private const int DetailCharacters = 500;

    public void Phase(string operationId, string phase)
    {
        live.Phase(operationId, phase);
        Tell($"phase {operationId}", new LiveNews(operationId, Phase: phase));
    }

    public void Instance(string operationId, InstanceProgress progress)
    {
        live.Instance(operationId, progress);
        var detail = progress.Detail is { Length: > DetailCharacters } ? progress.Detail[..DetailCharacters] : progress.Detail;
        Tell($"instance {operationId} {progress.Name}", new LiveNews(operationId, Instance: progress with { Detail = detail }));
    }

    public void Planned(string operationId, PlanCounts counts)
    {
        live.Planned(operationId, counts);
        Tell($"plan {operationId}", new LiveNews(operationId, Plan: counts));
    }

    public void ChainsChanged(ImmutableArray<string> correlationIds)
    {
        live.ChainsChanged(correlationIds);
        foreach (var id in correlationIds)
        {
            Tell($"chain {id}", new LiveNews(id));
        }
    }

    private void Tell(string key, LiveNews news) => broadcast.Send(key, () => JsonSerializer.Serialize(news, LiveNewsJson.Default.LiveNews));
}
