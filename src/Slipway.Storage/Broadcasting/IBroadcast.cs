namespace Slipway.Storage.Broadcasting;

/// <summary>
/// Tells the other processes on the database what happens just now. Best effort: whatever must last is stored, and a process that was not
/// there to hear looks it up. Safe for concurrent use; never blocks and never fails.
/// </summary>
public interface IBroadcast
{
    /// <summary>Sends a text within a moment. Where several have one key, the latest wins.</summary>
    /// <param name="key">What it is about.</param>
    /// <param name="text">Makes the text when it goes out: at most 7000 bytes of UTF-8; a longer one is not sent.</param>
    void Send(string key, Func<string> text);
}
