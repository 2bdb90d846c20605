namespace Slipway.Messaging;

/// <summary>What came of something that a person asked for.</summary>
public enum AdministrationVerdict
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>It had been done before; nothing was done again.</summary>
    AlreadyDone,

    /// <summary>It cannot be done to a message in its present state.</summary>
    Refused,

    /// <summary>The new body cannot be read as the message.</summary>
    BadBody,

    /// <summary>There is no such message.</summary>
    NotFound,
}
