namespace Slipway.Compose;

/// <summary>Binds <c>build</c>.</summary>
internal static class BuildReader
{
    public static ComposeBuild Read(ComposeMapping node) => new()
    {
        Context = node.Text("context") ?? "",
        Dockerfile = node.Text("dockerfile"),
        DockerfileInline = node.Text("dockerfile_inline"),
        Args = node.TextMap("args"),
        Target = node.Text("target"),
        Labels = node.TextMap("labels"),
        CacheFrom = node.Texts("cache_from"),
        CacheTo = node.Texts("cache_to"),
        Network = node.Text("network"),
        Platforms = node.Texts("platforms"),
        Secrets = node.Objects("secrets", PartReader.FileReference),
        AdditionalContexts = node.TextMap("additional_contexts"),
        ShmSizeBytes = node.Number("shm_size"),
        ExtraHosts = node.Texts("extra_hosts"),
        NoCache = node.Flag("no_cache"),
        NoCacheFilter = node.Texts("no_cache_filter"),
        Pull = node.Flag("pull"),
        Privileged = node.Flag("privileged"),
        Ssh = node.Texts("ssh"),
        Tags = node.Texts("tags"),
        Isolation = node.Text("isolation"),
        Entitlements = node.Texts("entitlements"),
        Provenance = node.Text("provenance"),
        Sbom = node.Text("sbom"),
        Ulimits = PartReader.Ulimits(node),
    };
}
