using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>Values of <see cref="MessageView.State"/>.</summary>
public static class MessageStates
{
    /// <summary>Its time has come and no worker has begun it.</summary>
    public const string Ready = "ready";

    /// <summary>It was sent with a delay that has not passed.</summary>
    public const string Waiting = "waiting";

    /// <summary>A worker runs it.</summary>
    public const string Running = "running";

    /// <summary>An attempt failed; another one follows.</summary>
    public const string Retrying = "retrying";

    /// <summary>Given up; somebody should look.</summary>
    public const string Dead = "dead";

    /// <summary>Handled.</summary>
    public const string Done = "done";

    /// <summary>Overtaken by newer work.</summary>
    public const string Superseded = "superseded";

    /// <summary>It was dead; a new message was sent instead of it.</summary>
    public const string Replayed = "replayed";

    /// <summary>Somebody decided that it is not to be done.</summary>
    public const string Dropped = "dropped";

    /// <summary>Gets all of them, those that are not settled first.</summary>
    public static ImmutableArray<string> All { get; } = [Ready, Waiting, Running, Retrying, Dead, Done, Superseded, Replayed, Dropped];
}
