namespace Slipway.Compose;

/// <summary>The text of a template, or what is wrong with it.</summary>
internal readonly record struct TemplateResult(string Text, string? Problem, bool IsMissingVariable = false, bool TooMuch = false)
{
    /// <summary>Gets what kind of finding the problem is.</summary>
    public DiagnosticRule Rule => IsMissingVariable ? Rules.RequiredVariable : TooMuch ? Rules.TooMuchText : Rules.Template;
}
