namespace Slipway.Compose;

/// <summary>One kind of finding: its code, what it means, and a Compose file that shows it.</summary>
/// <param name="Code">The stable code. Codes are never used again for something else.</param>
/// <param name="Severity">How bad findings of this kind are.</param>
/// <param name="Title">What it means, in a few words.</param>
/// <param name="Example">
/// A Compose file that leads to it. Further files follow lines of the form <c>--- file NAME</c>. A first line may say a limit (<c># MaxFiles = 1</c>) or a
/// command (<c># slipway config --profile NAME</c>).
/// </param>
public sealed record DiagnosticRule(string Code, Severity Severity, string Title, string Example);
