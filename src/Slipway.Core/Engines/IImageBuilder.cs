using Slipway.Core.Configurations;

namespace Slipway.Core.Engines;

/// <summary>Builds images.</summary>
public interface IImageBuilder
{
    /// <summary>Builds an image and names it. The result counts only if the builder ended well and names the image that it made.</summary>
    /// <param name="image">What to build.</param>
    /// <param name="tag">The content-addressed name.</param>
    /// <param name="context">The context as a tar archive, with the Dockerfile inside; <c>.dockerignore</c> is already applied.</param>
    /// <param name="output">Gets every line of the build's output, without values of secrets.</param>
    /// <param name="cancellationToken">Ends the build within 5 s.</param>
    Task<BuildOutcome> BuildAsync(BuiltImage image, string tag, Stream context, Action<string> output, CancellationToken cancellationToken);
}
