using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Slipway.Cli.CommandLine;

/// <summary>The usual help, with the verb's examples below it.</summary>
internal sealed class HelpWithExamples(HelpAction usual, string program) : SynchronousCommandLineAction
{
    // The parser has not run into an error when help was asked for, whatever else is missing.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not Verb { Examples.Length: > 0 } verb)
        {
            return exitCode;
        }

        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        var rows = verb.Examples.Select(example => example.Split(" # ", 2)).ToArray();
        var width = rows.Max(row => row[0].Length);
        foreach (var row in rows)
        {
            output.WriteLine(row.Length == 1 ? $"  {program} {row[0]}" : $"  {program} {row[0].PadRight(width)}  {row[1]}");
        }

        output.WriteLine();
        return exitCode;
    }
}
