namespace Slipway.Core.Messages;

/// <summary>Keys by which messages exclude each other.</summary>
public static class ClusterKeys
{
    /// <summary>One cluster is changed by one task at a time. By name, since the first task of an import runs before there is an id.</summary>
    public static string Of(string clusterName) => $"cluster:{clusterName}";
}
