using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using Slipway.Cli.Api;

namespace Slipway.Cli.Version;

/// <summary>Prints the version, for the verb and for <c>--version</c>.</summary>
internal sealed class PrintVersion(Surroundings surroundings) : SynchronousCommandLineAction
{
    private const int ShortCommit = 7;

    /// <summary>Gets the version, with the beginning of the commit where the build knew it: <c>0.1.0+1a2b3c4</c>.</summary>
    public static string Version { get; } =
        Shorten(typeof(PrintVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    public override bool ClearsParseErrors => true;

    public static int Print(Surroundings surroundings, bool json)
    {
        if (json)
        {
            JsonOutput.Write(surroundings.Out, new VersionView(Version), CliJson.Default);
        }
        else
        {
            surroundings.Out.WriteLine($"slipway {Version}");
        }

        return ExitCodes.Success;
    }

    public override int Invoke(ParseResult parseResult) => Print(surroundings, json: false);

    private static string Shorten(string version)
    {
        var end = version.IndexOf('+', StringComparison.Ordinal) + 1 + ShortCommit;
        return end > ShortCommit && end < version.Length ? version[..end] : version;
    }
}
