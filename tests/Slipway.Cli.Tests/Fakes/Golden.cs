using System.Runtime.CompilerServices;

namespace Slipway.Cli.Tests.Fakes;

/// <summary>Compares text with <c>Golden/NAME.txt</c>. <c>SLIPWAY_UPDATE_GOLDEN=1</c> writes the files instead; review their diff like code.</summary>
internal static class Golden
{
    public static void Matches(string name, IEnumerable<string> lines, [CallerFilePath] string caller = "")
    {
        // Tests lie in feature folders beside Golden.
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "..", "Golden", name + ".txt");
        var actual = string.Concat(lines.Select(line => line.Replace("\e", "␛", StringComparison.Ordinal) + "\n"));
        if (Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} is not there; SLIPWAY_UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
