namespace Slipway.Imports.Compose.Conversion;

/// <summary>Codes of findings about what Slipway makes of a Compose project. Never reused.</summary>
internal static class Codes
{
    public const string Privileged = "SC0101";
    public const string HostNamespace = "SC0102";
    public const string Devices = "SC0103";
    public const string Capability = "SC0104";
    public const string SecurityOption = "SC0105";
    public const string HostPath = "SC0106";
    public const string EngineSocket = "SC0107";
    public const string OutsideRepository = "SC0108";
    public const string NotInRepository = "SC0109";
    public const string RemoteContext = "SC0110";
    public const string NoContent = "SC0111";
    public const string NotRunnable = "SC0112";
    public const string BadName = "SC0113";
    public const string Unsupported = "SC0114";
    public const string NoEffect = "SC0201";
    public const string Changed = "SC0202";
}
