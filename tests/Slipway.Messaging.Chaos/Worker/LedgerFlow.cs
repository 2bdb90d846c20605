namespace Slipway.Messaging.Chaos;

/// <summary>The application under test: what it handles, and how.</summary>
internal static class LedgerFlow
{
    /// <summary>Its name.</summary>
    public const string Application = "ledger";

    /// <summary>The attempts of a task that kills its process.</summary>
    public const int CrashAttempts = 5;

    /// <summary>Gets the schedule of <see cref="LedgerFailing"/>, which a fault compares with what happened.</summary>
    public static RetryPolicy Failing { get; } = new()
    {
        MaxAttempts = 5, FirstDelay = TimeSpan.FromMilliseconds(300), Factor = 2, MaxDelay = TimeSpan.FromSeconds(1), Jitter = 0.5,
    };

    /// <summary>Gets the schedule of <see cref="LedgerSlowFailing"/>.</summary>
    public static RetryPolicy SlowFailing { get; } = Failing with { MaxAttempts = 2, FirstDelay = TimeSpan.FromSeconds(8), MaxDelay = TimeSpan.FromSeconds(8) };

    /// <summary>Declares it.</summary>
    public static void Declare(IMessagingBuilder messaging)
    {
        // Kills count as attempts, and a storm of them must not make a dead letter of a good message.
        var patient = new RetryPolicy { MaxAttempts = 1000, FirstDelay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(200) };
        messaging.Work<LedgerStep>().Run<LedgerHandler>().OneAtATimeBy(step => step.Key).Retry(patient);
        messaging.Work<LedgerFree>().Run<LedgerHandler>().Retry(patient);
        messaging.Event<LedgerFact>().Run<LedgerHandler>().OneAtATimeBy(fact => "fact:" + fact.Key).Retry(patient);
        messaging.Work<LedgerBuild>().Run<BuildHandler>().NewestWinsBy(build => build.Key).Retry(patient);
        messaging.Work<LedgerCrash>().Run<LedgerHandler>().Retry(patient with { MaxAttempts = CrashAttempts });
        messaging.Work<LedgerFailing>().Run<LedgerHandler>().Retry(Failing);
        messaging.Work<LedgerSlowFailing>().Run<LedgerHandler>().Retry(SlowFailing);
    }
}
