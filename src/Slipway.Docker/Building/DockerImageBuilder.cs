using Microsoft.Extensions.Options;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;
using Slipway.Docker.Images;

namespace Slipway.Docker.Building;

/// <summary>The image builder port: BuildKit through the Docker client where that works, else the engine's API.</summary>
internal sealed class DockerImageBuilder(
    IOptions<DockerOptions> options, BuildClientProbe probe, ClientBuilder clientBuilder, ApiBuilder apiBuilder, EngineImages images) : IImageBuilder
{
    public async Task<BuildOutcome> BuildAsync(BuiltImage image, string tag, Stream context, Action<string> output, CancellationToken cancellationToken)
    {
        PathSegment.Image(tag);
        if (image.Network is not (null or "default" or "none") && !options.Value.AllowAnyBuildNetwork)
        {
            return new BuildOutcome.Failed(
                $"The build asks for network {image.Network}; allowed are default and none, unless {DockerOptions.Section}:{nameof(DockerOptions.AllowAnyBuildNetwork)} is set", []);
        }

        var lines = new BuildOutput(output, image.Args);
        var client = await probe.FindAsync(cancellationToken).ConfigureAwait(false);
        using var joined = image.DockerfileInline is { } text ? ContextPrefix.AddDockerfile(text, context) : null;
        var request = new BuildRequest(image, tag, DockerfileIn(image), joined ?? context);
        var result = client is null
            ? await apiBuilder.BuildAsync(request, lines, cancellationToken).ConfigureAwait(false)
            : await clientBuilder.BuildAsync(client, request, lines, cancellationToken).ConfigureAwait(false);

        // Asked in any case: an engine that went away meanwhile is no failure of the build.
        var built = await images.FindIdAsync(tag, cancellationToken).ConfigureAwait(false);
        if (result.Failure is { } failure)
        {
            return new BuildOutcome.Failed(failure, lines.LastLines);
        }

        return built is not null && built == await ResolveAsync(result.ImageId!, cancellationToken).ConfigureAwait(false)
            ? new BuildOutcome.Built(built)
            : new BuildOutcome.Failed("the builder ended well, but its image is not there under the name", lines.LastLines);
    }

    private static string DockerfileIn(BuiltImage image) =>
        image.DockerfileInline is not null ? ContextPrefix.InlineDockerfile
        : image.DockerfileBlob is not null ? BuiltImage.OutsideDockerfile
        : image.Dockerfile;

    /// <summary>Engines that keep images by content name them differently from what the builder reports.</summary>
    private async Task<string?> ResolveAsync(string reportedId, CancellationToken cancellationToken) =>
        await images.FindIdAsync(reportedId, cancellationToken).ConfigureAwait(false);
}
