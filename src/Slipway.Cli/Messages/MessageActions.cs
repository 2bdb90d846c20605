using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Messages;

/// <summary>What <c>replay</c> and <c>drop</c> say afterwards.</summary>
internal static class MessageActions
{
    /// <summary>Who asks: the user of this process, as the record shows it.</summary>
    public static string Who(Surroundings surroundings) => surroundings.Variable("SUDO_USER") ?? surroundings.Variable("USER") ?? Environment.UserName;

    public static int Report(Surroundings surroundings, ImmutableArray<MessageActionView> results, string nothing, bool json)
    {
        if (json)
        {
            JsonOutput.Write(surroundings.Out, results, ApiJson.Default);
        }
        else if (results.IsEmpty)
        {
            surroundings.Error.WriteLine(nothing);
        }
        else
        {
            var palette = surroundings.OutScreen().Palette;
            foreach (var result in results)
            {
                surroundings.Out.WriteLine($"{MessageTable.Short(result.Id)}  {Paint(result, palette)}");
            }
        }

        return results.Any(result => result.Result == MessageActionResults.Refused) ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static string Paint(MessageActionView result, Palette palette)
    {
        var text = Columns.Clean(result.Explanation);
        return result.Result switch
        {
            MessageActionResults.Done => palette.Good(text),
            MessageActionResults.Refused => palette.Bad("refused: " + text),
            _ => text,
        };
    }
}
