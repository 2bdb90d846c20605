namespace Slipway.Core.Planning;

/// <summary>Why a plan cannot be carried out.</summary>
/// <param name="Instance">The instance; null where the cluster as a whole is concerned.</param>
/// <param name="Reason">What is in the way and what to do.</param>
public sealed record Problem(string? Instance, string Reason);
