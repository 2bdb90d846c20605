using Slipway.Messaging;

namespace Slipway.Testing.Messaging;

/// <summary>An event of the contract suite.</summary>
[Event("test.happened")]
public sealed record Happened(string Id);

/// <summary>A task of the contract suite.</summary>
[Work("test.do-it")]
public sealed record DoIt(string Id, string Key = "");

/// <summary>Another task, which may share a key with <see cref="DoIt"/>.</summary>
[Work("test.do-other")]
public sealed record DoOther(string Id, string Key = "");

/// <summary>A message that nobody declares.</summary>
[Work("test.undeclared")]
public sealed record Undeclared(string Id);
