using Docker.DotNet.Models;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Images;

/// <summary>The images of the engine.</summary>
internal sealed class EngineImages(EngineConnection connection, RegistryCredentials credentials)
{
    /// <summary>The id of an image, or null when the engine does not have it.</summary>
    public async Task<string?> FindIdAsync(string reference, CancellationToken cancellationToken)
    {
        var image = await connection.FindAsync(
            session => session.Client.Images.InspectImageAsync(PathSegment.Image(reference), cancellationToken), cancellationToken).ConfigureAwait(false);
        return image?.ID;
    }

    public async Task PullAsync(string reference, string? platform, Action<string> progress, CancellationToken cancellationToken)
    {
        PathSegment.Image(reference);
        var name = ImageName.Parse(reference);
        var parameters = new ImagesCreateParameters { FromImage = name.WithTag, Platform = platform };
        var layers = new PullProgress(progress);
        try
        {
            var login = credentials.For(name.Registry);
            await connection.CallAsync(
                session => session.Client.Images.CreateImageAsync(parameters, login, layers, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException error)
        {
            // Whatever the reason: the image cannot be had.
            throw new EngineException(EngineFailure.ImageUnavailable, error.StatusCode, $"Image {reference} cannot be pulled: {error.Message}", error);
        }

        if (layers.Error is { } failure)
        {
            throw new EngineException(EngineFailure.ImageUnavailable, 0, $"Image {reference} cannot be pulled: {failure}");
        }
    }

    public async Task TagAsync(string source, string reference, CancellationToken cancellationToken)
    {
        var name = ImageName.Parse(PathSegment.Image(reference));
        var parameters = new ImageTagParameters { RepositoryName = name.Repository, Tag = name.Tag ?? "latest" };
        try
        {
            await connection.CallAsync(
                session => session.Client.Images.TagImageAsync(PathSegment.Image(source), parameters, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException error) when (error.StatusCode == 404)
        {
            throw new EngineException(EngineFailure.ImageUnavailable, 404, error.Message, error);
        }
    }
}
