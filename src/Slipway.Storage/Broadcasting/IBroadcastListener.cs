namespace Slipway.Storage.Broadcasting;

/// <summary>Hears what other processes send. Must not block.</summary>
public interface IBroadcastListener
{
    /// <summary>Called with each text of another process, in the order of arrival.</summary>
    void Received(string text);

    /// <summary>Called when texts may have been missed: whoever shows anything looks again.</summary>
    void Missed();
}
