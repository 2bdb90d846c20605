using Slipway.Messaging;

namespace Slipway.Imports.Formats;

/// <summary>A format that is installed: how an import of it begins.</summary>
/// <param name="Name">The format's name.</param>
/// <param name="Publish">Publishes the first event of the flow for an import.</param>
public sealed record FormatEntry(string Name, Action<IMessageSession, string> Publish);
