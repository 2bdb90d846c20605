using System.Collections.Immutable;

namespace Slipway.Api;

/// <summary>How an instance, network or volume differs.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Change"><c>added</c>, <c>changed</c>, <c>removed</c> or <c>unchanged</c>.</param>
/// <param name="Attributes">For a changed one, what of it.</param>
public sealed record ChangeView(string Name, string Change, ImmutableArray<AttributeChangeView> Attributes);
