namespace Slipway.Cli.CommandLine;

/// <summary>
/// Puts the verb first. Compose has options before its verb (<c>-f FILE -p NAME config</c>); here every option belongs to a verb, where
/// <c>-f</c> may mean something else.
/// </summary>
internal static class ArgumentOrder
{
    private static readonly HashSet<string> TakeAValue = ["-f", "--file", "-p", "--project-name", "--profile", "--env-file", "--project-directory"];

    public static IReadOnlyList<string> VerbFirst(IReadOnlyList<string> arguments)
    {
        var i = 0;
        while (i < arguments.Count && arguments[i].StartsWith('-'))
        {
            var name = arguments[i].Split('=', 2)[0];
            if (!TakeAValue.Contains(name))
            {
                return arguments;
            }

            i += name.Length == arguments[i].Length ? 2 : 1;
        }

        return i == 0 || i >= arguments.Count ? arguments : [arguments[i], .. arguments.Take(i), .. arguments.Skip(i + 1)];
    }
}
