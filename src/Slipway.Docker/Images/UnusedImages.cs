using Docker.DotNet.Models;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Images;

/// <summary>Built images that no container uses.</summary>
internal sealed class UnusedImages(EngineConnection connection)
{
    /// <summary>Removes the tags of a repository that are older than that, by their date and their tag's, and used by no container, running or not.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> RemoveAsync(string repository, DateTimeOffset builtBefore, CancellationToken cancellationToken)
    {
        // The images first: what comes to use one of them afterwards is among the containers.
        var filter = new ImagesListParameters { Filters = new Dictionary<string, IDictionary<string, bool>> { ["reference"] = new Dictionary<string, bool> { [repository] = true } } };
        var images = await connection.CallAsync(session => session.Client.Images.ListImagesAsync(filter, cancellationToken), cancellationToken).ConfigureAwait(false);
        var containers = await connection.CallAsync(
            session => session.Client.Containers.ListContainersAsync(new ContainersListParameters { All = true }, cancellationToken), cancellationToken).ConfigureAwait(false);
        var used = containers.Select(c => c.ImageID).ToHashSet(StringComparer.Ordinal);
        var removed = 0;
        foreach (var image in images.Where(i => i.Created < builtBefore.UtcDateTime && !used.Contains(i.ID)))
        {
            if (await IsTaggedSinceAsync(image.ID, builtBefore, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            foreach (var tag in (image.RepoTags ?? []).Where(t => IsOf(t, repository)))
            {
                removed += await RemoveAsync(tag, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
        }

        return removed;
    }

    /// <summary>An image may have names that its user gave it; those stay.</summary>
    private static bool IsOf(string tag, string repository) => tag.StartsWith(repository + ":", StringComparison.Ordinal);

    /// <summary>What is built again from the cache keeps its old date, and has its tag from now: a container may be about to use it.</summary>
    private async Task<bool> IsTaggedSinceAsync(string image, DateTimeOffset builtBefore, CancellationToken cancellationToken)
    {
        var found = await connection.FindAsync(session => session.Client.Images.InspectImageAsync(image, cancellationToken), cancellationToken).ConfigureAwait(false);
        return found?.Metadata?.LastTagTime?.ToUniversalTime() >= builtBefore.UtcDateTime;
    }

    private async Task<bool> RemoveAsync(string tag, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CallAsync(
                session => session.Client.Images.DeleteImageAsync(PathSegment.Image(tag), new ImageDeleteParameters { Force = false }, cancellationToken), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (EngineException error) when (error.StatusCode is 404 or 409)
        {
            // Gone by now, or used since just now.
            return false;
        }
    }
}
