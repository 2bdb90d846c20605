using Docker.DotNet.Models;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Images;

/// <summary>Built images that no container uses.</summary>
internal sealed class UnusedImages(EngineConnection connection)
{
    /// <summary>Removes the tags of a repository that are older than that and used by no container, running or not.</summary>
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
        foreach (var tag in images.Where(i => i.Created < builtBefore.UtcDateTime && !used.Contains(i.ID)).SelectMany(i => i.RepoTags ?? []).Where(t => IsOf(t, repository)))
        {
            removed += await RemoveAsync(tag, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return removed;
    }

    /// <summary>An image may have names that its user gave it; those stay.</summary>
    private static bool IsOf(string tag, string repository) => tag.StartsWith(repository + ":", StringComparison.Ordinal);

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
