using System.Text;

namespace Slipway.Compose;

/// <summary>The short form of a volume, <c>[source:]target[:options]</c>, taken apart.</summary>
internal sealed record VolumeText(string Source, string Target, string[] Options, string? Problem = null)
{
    private const int BareTargetUpTo = 2;

    /// <summary>Gets whether the text is so short that the reference takes it for a target without looking further.</summary>
    public bool IsBareTarget { get; private init; }

    public bool IsBind => Source.Length > 0 && (Source[0] is '.' or '/' or '~' || Source.StartsWith(@"\\", StringComparison.Ordinal) || IsDrive(Source));

    public static VolumeText Parse(string text)
    {
        if (text.Length == 0)
        {
            return Wrong("the volume is empty; write SOURCE:TARGET, or the path in the container.");
        }

        if (Encoding.UTF8.GetByteCount(text) <= BareTargetUpTo)
        {
            return new VolumeText("", text, []) { IsBareTarget = true };
        }

        var parts = Split(text);
        if (parts.Exists(p => p.Length == 0))
        {
            return Wrong($"\"{text}\" has an empty part between colons; write SOURCE:TARGET[:OPTIONS].");
        }

        return parts.Count switch
        {
            1 => new VolumeText("", parts[0], []),
            2 => new VolumeText(parts[0], parts[1], []),
            3 => new VolumeText(parts[0], parts[1], parts[2].Split(',')),
            _ => Wrong($"\"{text}\" has too many colons; write SOURCE:TARGET[:OPTIONS]."),
        };
    }

    private static VolumeText Wrong(string problem) => new("", "", [], problem);

    private static bool IsDrive(string text) => text.Length > 1 && char.IsLetter(text[0]) && text[1] == ':';

    /// <summary>Splits at colons, except those of a drive letter and those inside of a variable.</summary>
    private static List<string> Split(string text)
    {
        var parts = new List<string>(3);
        var start = 0;
        var braces = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{')
            {
                braces++;
            }
            else if (text[i] == '}' && braces > 0)
            {
                braces--;
            }
            else if (text[i] == ':' && braces == 0 && !(i - start == 1 && char.IsLetter(text[start])))
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
