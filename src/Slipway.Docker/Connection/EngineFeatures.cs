namespace Slipway.Docker.Connection;

/// <summary>The API versions from which the engine can do what not every engine can (Docker Engine API, version history).</summary>
internal static class EngineFeatures
{
    /// <summary>Docker Engine 23: a mount can create its source.</summary>
    public static readonly Version CreatesSourceByMount = new(1, 42);

    /// <summary>Docker Engine 24.</summary>
    public static readonly Version Annotations = new(1, 43);

    /// <summary>Docker Engine 25.</summary>
    public static readonly Version HardwareAddresses = new(1, 44);

    /// <summary>Docker Engine 25.</summary>
    public static readonly Version StartInterval = new(1, 44);

    /// <summary>Docker Engine 25: how read-only a bind is below its top.</summary>
    public static readonly Version RecursiveReadOnly = new(1, 44);

    /// <summary>Docker Engine 26.</summary>
    public static readonly Version VolumeSubpath = new(1, 45);

    /// <summary>Docker Engine 28.</summary>
    public static readonly Version ImageMounts = new(1, 48);

    /// <summary>Docker Engine 28.</summary>
    public static readonly Version GatewayPriority = new(1, 48);

    /// <summary>Docker Engine 28.1.</summary>
    public static readonly Version InterfaceNames = new(1, 49);

    /// <summary>Docker Engine 28.</summary>
    public static readonly Version NetworksWithoutIpv4 = new(1, 48);
}
