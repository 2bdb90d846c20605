namespace Slipway.Compose;

/// <summary>The text of a template, or what is wrong with it.</summary>
internal readonly record struct TemplateResult(string Text, string? Problem, bool IsMissingVariable = false);
