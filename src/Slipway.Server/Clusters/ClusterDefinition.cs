using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Server.Clusters;

/// <summary>
/// The body of <c>POST /api/clusters</c> and <c>PUT /api/clusters/NAME</c>: runnable configurations, without any file. Where no
/// networks are given, every configuration joins one of the cluster's own.
/// </summary>
internal sealed record ClusterDefinition
{
    public string? Name { get; init; }

    public ImmutableArray<RunnableConfiguration> Configurations { get; init; } = [];

    public ImmutableArray<NetworkDefinition> Networks { get; init; } = [];

    public ImmutableArray<VolumeDefinition> Volumes { get; init; } = [];

    public ConfigurationSet ToSet(string name)
    {
        var set = new ConfigurationSet { Configurations = Configurations, Networks = Networks, Volumes = Volumes };
        if (!Networks.IsEmpty)
        {
            return set;
        }

        const string key = "default";
        return set with
        {
            Networks = [new NetworkDefinition { Key = key, Name = $"{name}_{key}" }],
            Configurations =
            [
                .. Configurations.Select(c => c.Networks.IsEmpty && c.NetworkMode is null
                    ? c with { Networks = [new NetworkAttachment { Network = key }] }
                    : c),
            ],
        };
    }
}
