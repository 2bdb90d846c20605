using System.Collections.Immutable;
using static Slipway.Imports.Compose.Support.SupportCatalogue;

namespace Slipway.Imports.Compose.Support;

/// <summary>The project itself, and models.</summary>
internal static class ProjectSupport
{
    private const string NoModels = "Docker Engine runs no models; run a model server as a service, and give its address by environment";

    public static ImmutableArray<SupportRow> Rows { get; } =
    [
        .. Done("", "name", "the environment's name, unless another one is given; it begins the names of containers, networks and volumes"),
        .. Done("", "include", "files of the repository, with their own directory and variables; remote ones are refused by the loader"),
        .. NotApplicable("", "version", "the specification has no versions any more", isTold: false),
        .. Refused("models.*", "", NoModels),
        .. Refused("models.*", "name model context_size runtime_flags", NoModels),
    ];
}
