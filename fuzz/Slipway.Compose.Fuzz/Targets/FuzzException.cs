namespace Slipway.Compose.Fuzz;

/// <summary>A promise of the loader that an input broke.</summary>
internal sealed class FuzzException(string message) : Exception(message);
