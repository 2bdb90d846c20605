using System.Text.Json;
using Docker.DotNet.Models;
using Slipway.Core.Engines;
using Slipway.Docker.Connection;

namespace Slipway.Docker.Building;

/// <summary>Builds by the engine's own build call, the way before BuildKit.</summary>
internal sealed class ApiBuilder(EngineConnection connection)
{
    public async Task<BuildResult> BuildAsync(BuildRequest request, BuildOutput output, CancellationToken cancellationToken)
    {
        var image = request.Image;
        if (image.Secrets is not null || image.ProcessLimits is not null || image.Contexts is not null)
        {
            var what = image.Secrets is not null ? "secrets" : image.Contexts is not null ? "additional contexts" : "ulimits";
            return new BuildResult(
                null, $"the build uses {what}, for which the server's machine needs a docker client that builds with BuildKit");
        }

        var parameters = new ImageBuildParameters
        {
            Version = "1",
            Tags = [request.Tag],
            Dockerfile = request.Dockerfile,
            BuildArgs = new Dictionary<string, string>(image.Args),
            Labels = new Dictionary<string, string>(image.Labels),
            Target = image.Target!,
            Platform = image.Platform!,
            NetworkMode = image.Network!,
            ExtraHosts = [.. image.ExtraHosts],
            CacheFrom = [.. image.CacheFrom ?? []],
            ShmSize = image.ShmSizeBytes == 0 ? null : image.ShmSizeBytes,
            Remove = true,
            ForceRemove = true,
        };
        var messages = new Messages(output);
        try
        {
            await connection.CallAsync(
                session => session.Client.Images.BuildImageFromDockerfileAsync(parameters, request.Context, null, null, messages, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException error)
        {
            // Such as a Dockerfile that cannot be parsed.
            output.Add(error.Message);
            return new BuildResult(null, output.Hide(error.Message));
        }

        return messages.Error is { } failure
            ? new BuildResult(null, output.Hide(failure))
            : new BuildResult(messages.ImageId, messages.ImageId is null ? "the builder ended well, but names no image" : null);
    }

    /// <summary>The build's stream of messages: output in pieces of lines, the image's id, an error.</summary>
    private sealed class Messages(BuildOutput output) : IProgress<JSONMessage>
    {
        // A build may print without ever ending a line.
        private const int LongestPartial = 64 * 1024;

        private string _partial = string.Empty;

        public string? Error { get; private set; }

        public string? ImageId { get; private set; }

        public void Report(JSONMessage value)
        {
            if (value.Stream is { } text)
            {
                var lines = (_partial + text).Split('\n');
                foreach (var line in lines[..^1])
                {
                    output.Add(line);
                }

                _partial = lines[^1];
                if (_partial.Length > LongestPartial)
                {
                    output.Add(_partial);
                    _partial = string.Empty;
                }
            }

            if (value.Aux?.ExtensionData is { } aux && aux.TryGetValue("ID", out var id) && id is JsonElement { ValueKind: JsonValueKind.String } element)
            {
                ImageId = element.GetString();
            }

            if (value.Error is { } error)
            {
                output.Add(_partial);
                _partial = string.Empty;
                Error = error.Message ?? "unknown reason";
                output.Add(Error);
            }
        }
    }
}
