namespace Slipway.Core.Configurations;

/// <summary>A secret that steps of a build may mount. It is no part of the image.</summary>
/// <param name="Id">The name by which the Dockerfile mounts it.</param>
/// <param name="ContentBase64">The bytes. Never logged.</param>
public sealed record BuildSecret(string Id, string ContentBase64);
