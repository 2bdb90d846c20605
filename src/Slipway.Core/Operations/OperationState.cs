namespace Slipway.Core.Operations;

/// <summary>Where an operation stands.</summary>
public enum OperationState
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>Ended well.</summary>
    Succeeded,

    /// <summary>Refused because of what the user wrote; nothing was created.</summary>
    Rejected,

    /// <summary>Something went wrong while it was carried out.</summary>
    Failed,

    /// <summary>Overtaken by newer work.</summary>
    Superseded,
}
