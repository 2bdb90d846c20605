using System.Globalization;

namespace Slipway.Docker.Building;

/// <summary>Builds with BuildKit through the Docker client.</summary>
internal sealed class ClientBuilder(BuildClientProbe probe)
{
    public async Task<BuildResult> BuildAsync(BuildClient client, BuildRequest request, BuildOutput output, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("slipway-build-");
        try
        {
            var idFile = Path.Combine(scratch.FullName, "id");
            using var context = ContextPrefix.AddRoot(request.Context);
            var exitCode = await ClientProcess.RunAsync(
                client.Program, Arguments(client, request, idFile), probe.Environment, context, output.Add, cancellationToken).ConfigureAwait(false);
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

    /// <summary>No ssh agent, no secrets and no entitlements are handed to a build: Dockerfiles come from repositories.</summary>
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

        arguments.Add("-");
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
