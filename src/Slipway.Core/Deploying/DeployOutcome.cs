using System.Collections.Immutable;
using Slipway.Core.Operations;

namespace Slipway.Core.Deploying;

/// <summary>How a deployment ended.</summary>
/// <param name="Record">What it did.</param>
/// <param name="Notices">What the user should know.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
public sealed record DeployOutcome(DeploymentRecord Record, ImmutableArray<string> Notices, OperationFailure? Failure);
