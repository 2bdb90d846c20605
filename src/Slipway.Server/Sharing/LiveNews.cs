using Slipway.Core.Operations;

namespace Slipway.Server.Sharing;

/// <summary>What one process tells the others: that an operation or chain changed, and where it stands if that is known.</summary>
internal sealed record LiveNews(string Operation, string? Phase = null, InstanceProgress? Instance = null, PlanCounts? Plan = null);
