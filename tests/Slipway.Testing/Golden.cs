using System.Runtime.CompilerServices;
using Xunit;

namespace Slipway.Testing;

/// <summary>Compares text with <c>Golden/NAME.txt</c> beside the test. <c>SLIPWAY_UPDATE_GOLDEN=1</c> writes the files instead; review their diff like code.</summary>
public static class Golden
{
    /// <summary>Fails when the text is another one than the file's.</summary>
    public static void Matches(string name, string actual, [CallerFilePath] string caller = "")
    {
        ArgumentNullException.ThrowIfNull(actual);
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name + ".txt");
        if (Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{file} is not there; SLIPWAY_UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
