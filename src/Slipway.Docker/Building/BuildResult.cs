namespace Slipway.Docker.Building;

/// <summary>What a builder itself says about the end of a build; whether the image is there is looked up afterwards.</summary>
/// <param name="ImageId">The id of the image that it reports; null when it failed.</param>
/// <param name="Failure">Why it failed, in one line; null when it did not.</param>
internal sealed record BuildResult(string? ImageId, string? Failure);
