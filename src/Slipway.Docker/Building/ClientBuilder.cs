using System.Globalization;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;

namespace Slipway.Docker.Building;

/// <summary>Builds with BuildKit through the Docker client.</summary>
internal sealed class ClientBuilder(BuildClientProbe probe)
{
    public async Task<BuildResult> BuildAsync(BuildClient client, BuildRequest request, BuildOutput output, CancellationToken cancellationToken)
    {
        if (request.Image.Contexts is not null && !client.HasBuildx)
        {
            return new BuildResult(null, "the build uses additional contexts, for which the docker client on the server's machine needs its plugin buildx");
        }

        var scratch = Directory.CreateTempSubdirectory("slipway-build-");
        try
        {
            var idFile = Path.Combine(scratch.FullName, "id");
            using var context = ContextPrefix.AddRoot(request.Context);
            List<string> arguments = [.. Arguments(client, request, idFile), .. await SecretsAsync(request.Image, scratch, cancellationToken).ConfigureAwait(false), "-"];
            var exitCode = await ClientProcess.RunAsync(
                client.Program, arguments, EnvironmentFor(client, request.Image), context, output.Add, cancellationToken).ConfigureAwait(false);
            if (exitCode != 0)
            {
                return new BuildResult(null, Reason(output, exitCode));
            }

            return File.Exists(idFile)
                ? new BuildResult((await File.ReadAllTextAsync(idFile, cancellationToken).ConfigureAwait(false)).Trim(), null)
                : new BuildResult(null, "the builder ended well, but names no image");
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>BuildKit of a client without its plugin takes limits and does nothing with them; the builder before it honours them, but knows no secrets.</summary>
    private IReadOnlyDictionary<string, string> EnvironmentFor(BuildClient client, BuiltImage image)
    {
        if (client.HasBuildx || (image.ProcessLimits is null && image.ShmSizeBytes == 0))
        {
            return probe.Environment;
        }

        return image.Secrets is null
            ? new Dictionary<string, string>(probe.Environment) { ["DOCKER_BUILDKIT"] = "0" }
            : throw new EngineException("The build uses secrets together with ulimits or shm_size, for which the docker client on the server's machine needs its plugin buildx");
    }

    /// <summary>Writes the secrets of the repository where the client reads them; they go with the build.</summary>
    private static async Task<List<string>> SecretsAsync(BuiltImage image, DirectoryInfo scratch, CancellationToken cancellationToken)
    {
        List<string> arguments = [];
        foreach (var (number, secret) in (image.Secrets ?? []).Index())
        {
            if (secret.Id.Contains(',', StringComparison.Ordinal))
            {
                throw new EngineException($"The name of the build secret {secret.Id} must not have a comma in it");
            }

            // The directory can be entered by the server's user alone.
            var file = Path.Combine(scratch.FullName, string.Create(CultureInfo.InvariantCulture, $"secret-{number}"));
            await File.WriteAllBytesAsync(file, Convert.FromBase64String(secret.ContentBase64), cancellationToken).ConfigureAwait(false);
            arguments.AddRange(["--secret", $"id={secret.Id},src={file}"]);
        }

        return arguments;
    }

    /// <summary>No ssh agent, no secret of the server and no entitlements are handed to a build: Dockerfiles come from repositories.</summary>
    private static List<string> Arguments(BuildClient client, BuildRequest request, string idFile)
    {
        var image = request.Image;
        List<string> arguments = ["build", "--progress=plain", "--tag", request.Tag, "--iidfile", idFile, "--file", request.Dockerfile];
        if (client.HasBuildx)
        {
            // Attestations would make the result an index of several manifests instead of the image.
            arguments.AddRange(["--load", "--provenance=false", "--sbom=false"]);
        }

        Add(arguments, "--target", image.Target);
        Add(arguments, "--platform", image.Platform);
        Add(arguments, "--network", image.Network);
        Add(arguments, "--shm-size", image.ShmSizeBytes == 0 ? null : image.ShmSizeBytes.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in image.Args)
        {
            arguments.AddRange(["--build-arg", $"{name}={value}"]);
        }

        foreach (var (name, value) in image.Labels)
        {
            arguments.AddRange(["--label", $"{name}={value}"]);
        }

        foreach (var host in image.ExtraHosts)
        {
            arguments.AddRange(["--add-host", host]);
        }

        foreach (var context in image.Contexts ?? [])
        {
            arguments.AddRange(["--build-context", $"{context.Name}={context.Reference}"]);
        }

        foreach (var reference in image.CacheFrom ?? [])
        {
            arguments.AddRange(["--cache-from", reference]);
        }

        foreach (var limit in image.ProcessLimits ?? [])
        {
            arguments.AddRange(["--ulimit", string.Create(CultureInfo.InvariantCulture, $"{limit.Name}={limit.Soft}:{limit.Hard}")]);
        }

        return arguments;
    }

    private static void Add(List<string> arguments, string option, string? value)
    {
        if (value is not null)
        {
            arguments.AddRange([option, value]);
        }
    }

    private static string Reason(BuildOutput output, int exitCode) =>
        output.LastLines.LastOrDefault() ?? string.Create(CultureInfo.InvariantCulture, $"the builder ended with exit code {exitCode}");
}
