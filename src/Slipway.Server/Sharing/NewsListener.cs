using System.Text.Json;
using Slipway.Server.Operations;
using Slipway.Storage.Broadcasting;

namespace Slipway.Server.Sharing;

/// <summary>Takes in what other processes tell.</summary>
internal sealed class NewsListener(LiveProgress live) : IBroadcastListener
{
    public void Received(string text)
    {
        LiveNews? news;
        try
        {
            news = JsonSerializer.Deserialize(text, LiveNewsJson.Default.LiveNews);
        }
        catch (JsonException)
        {
            return;   // of another version, while one replaces the other
        }

        if (news is null)
        {
            return;
        }

        if (news.Phase is { } phase)
        {
            live.Phase(news.Operation, phase);
        }

        if (news.Plan is { } plan)
        {
            live.Planned(news.Operation, plan);
        }

        if (news.Instance is { } instance)
        {
            live.Instance(news.Operation, instance);
        }

        live.ChainsChanged([news.Operation]);
    }

    public void Missed() => live.SignalAll();
}
