using Slipway.Imports.Compose.Conversion;

namespace Slipway.Imports.Compose.Support;

/// <summary>What becomes of one attribute of the Compose Specification.</summary>
/// <param name="Path">Where it stands: <c>*</c> for a name, <c>[]</c> for an item of a list.</param>
/// <param name="Status">What becomes of it.</param>
/// <param name="Note">How, or why not.</param>
public sealed record SupportRow(string Path, SupportStatus Status, string Note)
{
    /// <summary>Gets the setting below <c>Slipway:Trust</c> without which it is refused, or some of its values are; null for none.</summary>
    public string? Trust { get; init; }

    /// <summary>Gets whether it is reported wherever it stands. Otherwise only some values are, or nothing is lost by it.</summary>
    public bool IsTold { get; init; } = Status != SupportStatus.Done;

    /// <summary>Gets the code of the finding.</summary>
    public string Code { get; init; } = Status switch
    {
        SupportStatus.Refused => Codes.Unsupported,
        SupportStatus.Changed => Codes.Changed,
        _ => Codes.NoEffect,
    };

    /// <summary>The text of the finding.</summary>
    public string Message => Status == SupportStatus.NotApplicable ? $"it has no effect here: {Note}" : Note;
}
