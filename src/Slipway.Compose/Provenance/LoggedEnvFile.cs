namespace Slipway.Compose;

/// <summary>An env file or label file of a service.</summary>
/// <param name="NamedAt">The item that names it.</param>
/// <param name="File">Its name.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record LoggedEnvFile(SourceSpan NamedAt, string File, VariableLog Lines);
