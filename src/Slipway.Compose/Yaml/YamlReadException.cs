namespace Slipway.Compose;

/// <summary>Ends the reading of a file whose fault is already reported. Never leaves the reader.</summary>
internal sealed class YamlReadException : Exception;
