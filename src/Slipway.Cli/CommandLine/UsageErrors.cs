using System.CommandLine;
using System.CommandLine.Parsing;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.CommandLine;

/// <summary>What is wrong with a command line, as one error.</summary>
internal static class UsageErrors
{
    /// <summary>The error; null where there is none.</summary>
    public static CliException? Find(ParseResult parsed, string program)
    {
        // The parser takes an unknown option for a value wherever one fits. None of our values begins with a dash.
        var mistaken = !parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors
            ? null
            : parsed.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(argument => argument.Tokens)
                .Select(token => token.Value)
                .FirstOrDefault(value => value.Length > 1 && value[0] == '-');
        if (parsed.Action?.ClearsParseErrors == true || (parsed.Errors.Count == 0 && mistaken is null))
        {
            return null;
        }

        var command = parsed.CommandResult.Command;
        var isRoot = command.Parents.FirstOrDefault() is null;
        var help = $"{string.Join(' ', Verbs(command).Reverse().Prepend(program))} --help";
        if (mistaken is not null || parsed.UnmatchedTokens.Count > 0)
        {
            var typed = mistaken ?? parsed.UnmatchedTokens[0];
            var isOption = typed.StartsWith('-');
            var known = isOption
                ? command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal))
                : command.Subcommands.Select(verb => verb.Name);
            var what = isOption ? "option" : isRoot ? "command" : "argument";
            var meant = Spelling.Nearest(typed, known) is { } nearest ? $"; did you mean '{nearest}'?" : string.Empty;
            return new CliException(ExitCodes.Usage, $"unknown {what} '{typed}'{meant}", $"{help} shows what there is");
        }

        return new CliException(ExitCodes.Usage, parsed.Errors[0].Message.TrimEnd('.'), $"{help} shows how it is used");
    }

    private static IEnumerable<string> Verbs(Command command)
    {
        for (var verb = command; verb.Parents.OfType<Command>().FirstOrDefault() is { } parent; verb = parent)
        {
            yield return verb.Name;
        }
    }
}
