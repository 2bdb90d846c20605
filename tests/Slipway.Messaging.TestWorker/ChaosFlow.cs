namespace Slipway.Messaging.TestWorker;

/// <summary>A flow of three messages; each handler writes one row and sends the next.</summary>
public static class ChaosFlow
{
    /// <summary>The attempts of each step.</summary>
    public const int MaxAttempts = 50;

    /// <summary>Gets the wire names, in the order of the flow.</summary>
    public static IReadOnlyList<string> Names { get; } = ["chaos.begun", "chaos.build", "chaos.finish"];

    /// <summary>Declares the flow.</summary>
    public static void Declare(IMessagingBuilder messaging)
    {
        ArgumentNullException.ThrowIfNull(messaging);
        var retry = new RetryPolicy { MaxAttempts = MaxAttempts, FirstDelay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(200) };
        messaging.Event<ChaosBegun>().Run<ChaosHandler>().Retry(retry);
        messaging.Work<ChaosBuild>().Run<ChaosHandler>().Retry(retry).OneAtATimeBy(work => work.Key);
        messaging.Work<ChaosFinish>().Run<ChaosHandler>().Retry(retry).OneAtATimeBy(work => work.Key);
        messaging.Work<ChaosPoison>().Run<ChaosHandler>().Retry(retry with { MaxAttempts = 3 });
        messaging.Work<ChaosOverflow>().Run<ChaosHandler>().Retry(retry with { MaxAttempts = 2 });
    }
}
