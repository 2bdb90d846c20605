using Slipway.Core.Messages;
using Slipway.Messaging;

namespace Slipway.Imports.Feedback;

/// <summary>Registers feedback. Where it is not registered, nothing is sent and nothing listens.</summary>
public static class FeedbackRegistration
{
    // A channel that is down is tried again for hours; the newest state is what is told then.
    private static readonly RetryPolicy ChannelRetries = new() { MaxAttempts = 20, FirstDelay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromMinutes(15) };

    /// <summary>Adds feedback; the channel comes from elsewhere.</summary>
    public static IMessagingBuilder AddFeedback(this IMessagingBuilder messaging)
    {
        ArgumentNullException.ThrowIfNull(messaging);
        messaging.Event<ClusterDeployed>().Run<FeedbackOnOutcome>();
        messaging.Event<ClusterDeployFailed>().Run<FeedbackOnOutcome>();
        messaging.Event<ClusterDeleted>().Run<FeedbackOnOutcome>();
        messaging.Work<SendFeedback>()
            .Run<SendFeedbackHandler>()
            .NewestWinsBy(m => m.Key)
            .Within(TimeSpan.FromMinutes(2))
            .Retry(ChannelRetries);
        return messaging;
    }
}
