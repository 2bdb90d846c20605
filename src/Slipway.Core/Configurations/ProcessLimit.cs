namespace Slipway.Core.Configurations;

/// <summary>A limit per process (ulimit), for example <c>nofile</c>.</summary>
public sealed record ProcessLimit(string Name, long Soft, long Hard);
