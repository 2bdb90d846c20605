using System.Diagnostics;

namespace Slipway.Messaging;

/// <summary>A delivery that newer work of its key has overtaken.</summary>
/// <param name="Name">The name of its message.</param>
/// <param name="Version">The version of its body.</param>
/// <param name="MessageId">The id of its message.</param>
/// <param name="Application">Who it was delivered to.</param>
/// <param name="By">The id of the newer message.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="IsRunning">Whether it runs, and was asked to stop; else it is superseded.</param>
/// <param name="CorrelationId">Its chain.</param>
/// <param name="Sender">The span that sent it.</param>
internal sealed record Overtaken(
    string Name, int Version, string MessageId, string Application, string By, int Attempts, bool IsRunning, string CorrelationId, ActivityContext Sender);
