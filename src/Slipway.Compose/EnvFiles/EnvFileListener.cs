namespace Slipway.Compose;

/// <summary>Hears of a variable of an env file: its name, where its value stands, what is written there, what that came to, and whether it is a template.</summary>
internal delegate void EnvFileListener(string name, SourceSpan span, string? text, string value, bool hasVariables);
