using Slipway.Imports.Requests;

namespace Slipway.Storage.Imports;

/// <summary>A row of <c>import</c>.</summary>
internal sealed class ImportRow
{
    public required string Id { get; init; }

    public required Import Document { get; set; }

    /// <summary>Gets or sets the concurrency token.</summary>
    public int Version { get; set; }
}
