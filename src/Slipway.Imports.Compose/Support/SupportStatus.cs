namespace Slipway.Imports.Compose.Support;

/// <summary>What becomes of an attribute when a project runs.</summary>
public enum SupportStatus
{
    /// <summary>The engine does it.</summary>
    Done,

    /// <summary>It is done in another way, which is told.</summary>
    Changed,

    /// <summary>The project is refused with it.</summary>
    Refused,

    /// <summary>It means nothing here, which is told unless it means nothing anywhere.</summary>
    NotApplicable,
}
