namespace Slipway.Compose.Tests;

/// <summary>Origins of values, and their short form in expectations.</summary>
internal static class Origins
{
    public static LoadResult Load(string compose, params (string Name, string Text)[] others) => Compose.Load(Compose.Options with { Provenance = true }, compose, others);

    public static Provenance Explain(string path, string compose, params (string Name, string Text)[] others) => Load(compose, others).Explain(path);

    public static IEnumerable<string> Short(IEnumerable<ValueOrigin> origins) => origins.Select(o => $"{o.Span} {o.Text}");

    public static string Short(VariableOrigin variable) => $"{variable.Name} {variable.Source} {variable.Span?.ToString() ?? "-"} {variable.Value}".TrimEnd();
}
