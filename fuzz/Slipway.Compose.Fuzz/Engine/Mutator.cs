namespace Slipway.Compose.Fuzz;

/// <summary>Makes an input from another one: bytes, words of Compose, and whole lines with their indentation.</summary>
internal sealed class Mutator(Random random)
{
    private const byte LineEnd = (byte)'\n';

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var n = 1 << random.Next(5); n > 0; n--)
        {
            Change(bytes, other);
        }

        if (bytes.Count > Corpus.Longest)
        {
            bytes.RemoveRange(Corpus.Longest, bytes.Count - Corpus.Longest);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        switch (random.Next(13))
        {
            case 0 when bytes.Count > 0:
                bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[random.Next(bytes.Count)] = (byte)random.Next(32, 127);
                break;
            case 2 when bytes.Count > 0:
                var from = random.Next(bytes.Count);
                bytes.RemoveRange(from, Math.Min(bytes.Count - from, 1 + random.Next(8)));
                break;
            case 3 when bytes.Count > 0:
                var start = random.Next(bytes.Count);
                var piece = bytes.GetRange(start, Math.Min(bytes.Count - start, 1 + random.Next(64)));
                var at = random.Next(bytes.Count);
                for (var times = 1 + random.Next(4); times > 0; times--)
                {
                    bytes.InsertRange(at, piece);
                }

                break;
            case 4 when other.Length > 0:
                var cut = random.Next(other.Length);
                bytes.InsertRange(random.Next(bytes.Count + 1), other.AsSpan(cut, Math.Min(other.Length - cut, 1 + random.Next(200))).ToArray());
                break;
            case 5 when other.Length > 0:
                var keep = random.Next(bytes.Count + 1);
                bytes.RemoveRange(keep, bytes.Count - keep);
                bytes.AddRange(other.AsSpan(random.Next(other.Length)));
                break;
            case 6:
                RemoveLine(bytes);
                break;
            case 7:
                CopyLine(bytes);
                break;
            case 8:
                Indent(bytes);
                break;
            case 9:
                bytes.InsertRange(LineStart(bytes), Words.All[random.Next(Words.All.Length)]);
                break;
            default:
                bytes.InsertRange(random.Next(bytes.Count + 1), Words.All[random.Next(Words.All.Length)]);
                break;
        }
    }

    private int LineStart(List<byte> bytes) => bytes.Count == 0 ? 0 : bytes.LastIndexOf(LineEnd, random.Next(bytes.Count)) + 1;

    private static int EndOfLine(List<byte> bytes, int start) => bytes.IndexOf(LineEnd, start) is >= 0 and var end ? end + 1 : bytes.Count;

    private void RemoveLine(List<byte> bytes)
    {
        var start = LineStart(bytes);
        bytes.RemoveRange(start, EndOfLine(bytes, start) - start);
    }

    /// <summary>One to many lines to another place, as they are.</summary>
    private void CopyLine(List<byte> bytes)
    {
        var start = LineStart(bytes);
        var end = EndOfLine(bytes, start);
        for (var more = random.Next(6); more > 0 && end < bytes.Count; more--)
        {
            end = EndOfLine(bytes, end);
        }

        bytes.InsertRange(LineStart(bytes), bytes.GetRange(start, end - start));
    }

    private void Indent(List<byte> bytes)
    {
        var start = LineStart(bytes);
        if (random.Next(2) == 0)
        {
            bytes.InsertRange(start, "  "u8.ToArray());
        }
        else if (start + 2 <= bytes.Count && bytes[start] == ' ' && bytes[start + 1] == ' ')
        {
            bytes.RemoveRange(start, 2);
        }
    }
}
