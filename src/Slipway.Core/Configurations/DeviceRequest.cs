using System.Collections.Immutable;

namespace Slipway.Core.Configurations;

/// <summary>Devices that the engine finds by what they can do.</summary>
public sealed record DeviceRequest
{
    /// <summary>Gets the driver; null lets the engine choose by the capabilities.</summary>
    public string? Driver { get; init; }

    /// <summary>Gets how many; -1 is all of them, null counts the ids.</summary>
    public int? Count { get; init; }

    /// <summary>Gets the devices by id.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Gets what each of them must be able to do, as <c>gpu</c>.</summary>
    public ImmutableArray<string> Capabilities { get; init; } = [];

    /// <summary>Gets options of the driver.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
