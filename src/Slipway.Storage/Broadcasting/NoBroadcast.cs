namespace Slipway.Storage.Broadcasting;

/// <summary>On a SQLite file there is one process, and nobody to tell.</summary>
internal sealed class NoBroadcast : IBroadcast
{
    public void Send(string key, Func<string> text)
    {
    }
}
