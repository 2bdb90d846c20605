using System.Collections.Immutable;
using System.Globalization;
using Slipway.Compose;
using Slipway.Core.Configurations;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>The <c>blkio_config</c> of a service.</summary>
internal static class BlockIoConverter
{
    public static BlockIoLimits? Convert(ComposeBlkio? limits) => limits is null ? null : new BlockIoLimits
    {
        Weight = (int?)limits.Weight,
        DeviceWeights = Rates(limits.WeightDevice),
        ReadBytes = Rates(limits.DeviceReadBps),
        ReadOperations = Rates(limits.DeviceReadIops),
        WriteBytes = Rates(limits.DeviceWriteBps),
        WriteOperations = Rates(limits.DeviceWriteIops),
    };

    private static ImmutableSortedDictionary<string, long> Rates(ComposeMap<string> rates) => rates.ToImmutableSortedDictionary(
        r => r.Key, r => long.TryParse(r.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rate) ? rate : 0, StringComparer.Ordinal);
}
