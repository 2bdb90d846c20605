namespace Slipway.Api;

/// <summary>Values of <see cref="OperationView.State"/>.</summary>
public static class OperationStates
{
    /// <summary>Under way.</summary>
    public const string Running = "running";

    /// <summary>Ended well.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>Refused because of what the user wrote; <see cref="OperationView.Diagnostics"/> say what. Nothing was created.</summary>
    public const string Rejected = "rejected";

    /// <summary>Something went wrong while it was carried out; <see cref="OperationView.Failure"/> says what.</summary>
    public const string Failed = "failed";

    /// <summary>Overtaken by newer work.</summary>
    public const string Superseded = "superseded";
}
