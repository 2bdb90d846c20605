using System.Collections.Immutable;
using Docker.DotNet.Models;
using Slipway.Core.Configurations;
using EngineRequest = Docker.DotNet.Models.DeviceRequest;

namespace Slipway.Docker.Containers;

/// <summary>Turns devices, and limits of devices, into the engine's.</summary>
internal static class DeviceTranslation
{
    /// <summary>Translates <c>HOST:CONTAINER:rwm</c>.</summary>
    public static DeviceMapping Translate(string text)
    {
        var parts = text.Split(':');
        return new DeviceMapping
        {
            PathOnHost = parts[0],
            PathInContainer = parts.Length > 1 ? parts[1] : parts[0],
            CgroupPermissions = parts.Length > 2 ? parts[2] : "rwm",
        };
    }

    public static EngineRequest Translate(Slipway.Core.Configurations.DeviceRequest request) => new()
    {
        Driver = request.Driver ?? string.Empty,
        Count = request.Count ?? 0,
        DeviceIDs = request.Ids.IsEmpty ? null! : [.. request.Ids],

        // A list of alternatives, each of which is a list of what is needed together.
        Capabilities = [[.. request.Capabilities]],
        Options = request.Options.IsEmpty ? null! : new Dictionary<string, string>(request.Options),
    };

    public static void Limit(HostConfig host, BlockIoLimits limits)
    {
        host.BlkioWeight = (ushort)Math.Clamp(limits.Weight ?? 0, 0, ushort.MaxValue);
        host.BlkioWeightDevice = [.. limits.DeviceWeights.Select(w => new WeightDevice { Path = w.Key, Weight = (ushort)Math.Clamp(w.Value, 0, ushort.MaxValue) })];
        host.BlkioDeviceReadBps = Rates(limits.ReadBytes);
        host.BlkioDeviceReadIOps = Rates(limits.ReadOperations);
        host.BlkioDeviceWriteBps = Rates(limits.WriteBytes);
        host.BlkioDeviceWriteIOps = Rates(limits.WriteOperations);
    }

    private static List<ThrottleDevice> Rates(ImmutableSortedDictionary<string, long> rates) =>
        [.. rates.Select(r => new ThrottleDevice { Path = r.Key, Rate = (ulong)Math.Max(0, r.Value) })];
}
