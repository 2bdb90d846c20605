using System.Collections.Immutable;
using Slipway.Compose;
using Slipway.Core.Configurations;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Devices that the engine finds by what they can do: <c>gpus</c> and device reservations.</summary>
internal static class DeviceConverter
{
    public static ImmutableArray<DeviceRequest> ConvertRequests(ComposeService service) =>
    [
        .. (service.Deploy?.Reservations?.Devices ?? []).Select(d => Convert(d, [.. d.Capabilities])),

        // What a graphics processor is for needs no saying.
        .. service.Gpus.Select(d => Convert(d, [.. d.Capabilities.Append("gpu").Distinct(StringComparer.Ordinal)])),
    ];

    private static DeviceRequest Convert(ComposeDeviceRequest request, ImmutableArray<string> capabilities) => new()
    {
        Driver = request.Driver,
        Count = (int?)request.Count,
        Ids = [.. request.DeviceIds],
        Capabilities = capabilities,
        Options = request.Options.ToSorted(),
    };
}
