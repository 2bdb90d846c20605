using System.CommandLine;
using Slipway.Api;

namespace Slipway.Cli.Messages;

/// <summary>Options that several verbs about messages share.</summary>
internal static class MessageOptions
{
    public static Argument<string[]> Ids() => new("ID")
    {
        Description = "The message's id, or as much of its beginning as no other has",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string?> Name() => new("--name") { Description = "Only this event or task", HelpName = "NAME" };

    public static Option<string?> Reason() => new("--reason") { Description = "Only those whose last error has this text in it", HelpName = "TEXT" };

    public static Option<string?> OlderThan()
    {
        var option = new Option<string?>("--older-than") { Description = "Only those that are where they are for at least so long: 30s, 5m, 2h, 1d", HelpName = "AGE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !AgeText.TryParse(result.Tokens[0].Value, out _))
            {
                result.AddError($"--older-than takes an age such as 30s, 5m, 2h or 1d, not '{result.Tokens[0].Value}'");
            }
        });
        return option;
    }

    /// <summary>The query of what is given; empty where nothing is.</summary>
    public static string Query(params (string Name, string? Value)[] values)
    {
        var given = values.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}").ToArray();
        return given.Length == 0 ? string.Empty : "?" + string.Join('&', given);
    }
}
