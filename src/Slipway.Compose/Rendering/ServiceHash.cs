using System.Security.Cryptography;
using System.Text;

namespace Slipway.Compose;

/// <summary>
/// The hash by which <c>docker compose</c> tells whether a container still fits its service: SHA-256 of the service as JSON, without what does not
/// concern a running container.
/// </summary>
internal static class ServiceHash
{
    private static readonly string[] LeftOut = ["build", "depends_on", "profiles", "pull_policy", "scale"];

    public static string Of(ComposeProject project, string service, ComposeMapping attributes)
    {
        // The JSON form has its oddities by path, so the service is looked at where it belongs.
        var span = attributes.Span;
        var tree = new ComposeMapping([new ComposeEntry("services", span, new ComposeMapping([new ComposeEntry(service, span, attributes)], span))], span);
        var form = (ComposeMapping)((ComposeMapping)((ComposeMapping)JsonForm.Of(tree))["services"]!)[service]!;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(HashText.Of(Strip(Platform(form, project))))));
    }

    /// <summary>What is built without a platform of its own is built for the one that the environment names.</summary>
    private static ComposeMapping Platform(ComposeMapping service, ComposeProject project) =>
        service["build"] is not null && service["platform"] is null && project.Environment.TryGetValue("DOCKER_DEFAULT_PLATFORM", out var platform) && platform.Length > 0
            ? service.With("platform", ComposeScalar.Of(platform, service.Span))
            : service;

    private static ComposeMapping Strip(ComposeMapping service)
    {
        foreach (var name in LeftOut)
        {
            service = service.Without(name);
        }

        if (service["deploy"] is ComposeMapping deploy)
        {
            service = service.With("deploy", deploy.Without("replicas"));
        }

        // A required env file is written as its path alone.
        return service["env_file"] is ComposeSequence files
            ? service.With("env_file", TreeRewriter.Map(files, 0, static (file, _, _) => file is ComposeMapping item && item["required"] is not ComposeScalar { Text: "false" } ? item["path"] : file))
            : service;
    }
}
