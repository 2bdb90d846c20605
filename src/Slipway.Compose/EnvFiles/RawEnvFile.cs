namespace Slipway.Compose;

/// <summary>The format <c>raw</c> of an env file: <c>NAME=VALUE</c> lines taken literally.</summary>
internal static class RawEnvFile
{
    public static bool Parse(string text, string file, VariableLookup lookup, IDictionary<string, string> values, LoadReport report, ComposeLimits limits, EnvFileListener? listener)
    {
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text[range].TrimEnd('\r').TrimStart();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? line : line[..equals];
            if (name.Length == 0 || name.AsSpan().ContainsAny(' ', '\t'))
            {
                report.Add(Rules.EnvFileSyntax, new SourceSpan(file, number, 1), "", $"\"{name}\" is not a name; write NAME=value without blanks around the name.");
                return false;
            }

            if (!report.CountNodes(1))
            {
                report.Add(Rules.TooManyNodes, new SourceSpan(file, number, 1), "", $"with the lines of this file, the project has more than {limits.MaxTotalNodes} nodes; use fewer variables.");
                return false;
            }

            if (equals >= 0)
            {
                values[name] = line[(equals + 1)..];
                listener?.Invoke(name, new SourceSpan(file, number, Indent(text[range]) + equals + 2), values[name], values[name], hasVariables: false);
            }
            else if (lookup(name) is { } inherited)
            {
                values[name] = inherited;
                listener?.Invoke(name, new SourceSpan(file, number, Indent(text[range]) + 1), null, inherited, hasVariables: true);
            }
        }

        return true;
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
