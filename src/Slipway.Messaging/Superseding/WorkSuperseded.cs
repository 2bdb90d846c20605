namespace Slipway.Messaging;

/// <summary>
/// Newer work of the same key has overtaken a message. Published in the transaction that supersedes it, on the chain of the superseded
/// message: for one that never ran, no handler of its own could tell.
/// </summary>
/// <param name="Name">The name of the message on the wire.</param>
/// <param name="Version">The version of its body.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="Application">The application that it was delivered to.</param>
/// <param name="By">The id of the newer message.</param>
/// <param name="HadBegun">Whether a handler had been started for it.</param>
[Event("work.superseded")]
public sealed record WorkSuperseded(string Name, int Version, string MessageId, string Application, string By, bool HadBegun);
