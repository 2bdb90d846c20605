using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Core.Planning;

/// <summary>A network to join, by its name on the engine.</summary>
/// <param name="NetworkName">The name on the engine.</param>
/// <param name="Attachment">Addresses and options.</param>
/// <param name="Aliases">Every name under which it is found there, its own first.</param>
public sealed record DesiredAttachment(string NetworkName, NetworkAttachment Attachment, ImmutableArray<string> Aliases)
{
    /// <summary>Gets further names for other containers of the network, as <c>NAME:ALIAS</c>.</summary>
    public ImmutableArray<string> Links { get; init; } = [];
}
