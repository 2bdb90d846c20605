using System.Collections.Immutable;
using Slipway.Imports.Compose.Conversion;
using Slipway.Imports.Compose.Trust;
using static Slipway.Imports.Compose.Support.SupportCatalogue;

namespace Slipway.Imports.Compose.Support;

/// <summary>The attributes of <c>build</c>.</summary>
internal static class BuildSupport
{
    private const string Build = "services.*.build";
    private const string Once = "an image is built once for each content of its context; change the content to build it again";

    public static ImmutableArray<SupportRow> Rows { get; } =
    [
        .. Done(Build, "context", "a directory of the repository, or of another one by its Git URL, at the commit"),
        .. Done(Build, "dockerfile", "relative to the context, and inside of the repository"),
        .. Done(Build, "dockerfile_inline", "the text itself"),
        .. Done(Build, "args", "build arguments; their values are hidden in the output"),
        .. Done(Build, "target", "the stage to build"),
        .. Done(Build, "labels", "labels of the image"),
        .. Done(Build, "tags", "further names of the image"),
        .. Done(Build, "extra_hosts", "further hosts during the build"),
        .. Done(Build, "network", "`none` and `default`; the host's needs trust, and others `Slipway:Docker:AllowAnyBuildNetwork`", nameof(TrustOptions.HostNamespaces)),
        .. Done(Build, "shm_size", "the size of `/dev/shm` during the build"),
        .. Done(Build + ".ulimits.*", "soft hard", "limits of each process of the build, by builders that have them; otherwise the build fails and says so"),
        .. Done(Build, "cache_from", "images to take layers from; caches in files or services are refused"),
        .. NotApplicable(Build, "cache_to", "no cache leaves the engine, which keeps its own"),
        .. Done(Build + ".secrets[]", "source target", "files and variables of the project's secrets, by BuildKit"),
        .. NotApplicable(Build + ".secrets[]", "uid gid mode", "the Dockerfile says how a secret is mounted (`RUN --mount=type=secret,mode=…`)"),
        .. Changed(Build, "platforms", "one platform is built; of several it is the service's own, or the engine's, because an engine runs one", isTold: false),
        .. Changed(Build, "no_cache no_cache_filter pull", Once),
        .. Done(Build, "additional_contexts", "directories of the repository, Git URLs (tracked, as `context` is), `service:NAME`, images and URLs of archives, by a client with buildx; without it the build fails and says so"),
        .. Refused(Build, "ssh", "no keys of the server are handed to a Dockerfile of a repository; use a secret"),
        .. Refused(Build, "privileged entitlements", "a privileged build is refused; leave it out", Codes.Privileged),
        .. NotApplicable(Build, "isolation", "it is for Windows"),
        .. NotApplicable(Build, "provenance sbom", "an image that stays on its engine carries no attestations"),
    ];
}
