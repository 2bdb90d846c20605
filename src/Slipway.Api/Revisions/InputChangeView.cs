namespace Slipway.Api;

/// <summary>A file that a configuration came from and that differs.</summary>
/// <param name="Path">The path inside the repository.</param>
/// <param name="Kind">What it is: <c>compose</c>, <c>env_file</c>, …</param>
/// <param name="Change"><c>added</c>, <c>changed</c> or <c>removed</c>.</param>
public sealed record InputChangeView(string Path, string Kind, string Change);
