using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Slipway.Compose;

/// <summary>The text of a file: UTF-8, for YAML also UTF-16 with a byte order mark, and without control characters.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Nul = SearchValues.Create("\0");

    /// <summary>What YAML forbids: control characters but tab, line ends and NEL, and U+FFFE and U+FFFF.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0xa0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085')), '\ufffe', '\uffff']);

    public static bool IsYaml(ComposeInputKind kind) =>
        kind is ComposeInputKind.Compose or ComposeInputKind.Override or ComposeInputKind.Include or ComposeInputKind.Extends;

    /// <summary>Decodes a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="yaml">Whether it is YAML, which knows more encodings and fewer characters.</param>
    /// <param name="text">The text without byte order mark.</param>
    /// <param name="problem">Why it is no text, and where.</param>
    /// <returns>Whether it is text.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, bool yaml, [NotNullWhen(true)] out string? text, out (int Line, int Column, string Message) problem)
    {
        problem = default;
        try
        {
            var wide = bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]);
            text = yaml && wide
                ? new UnicodeEncoding(bigEndian: bytes[0] == 0xfe, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes[2..])
                : Utf8.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException e)
        {
            text = null;
            var before = bytes[..Math.Clamp(e.Index, 0, bytes.Length)];
            problem = (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), "the file is not UTF-8 text; save it as UTF-8.");
            return false;
        }

        var i = text.AsSpan().IndexOfAny(yaml ? Forbidden : Nul);
        if (i < 0)
        {
            return true;
        }

        var start = text.AsSpan(0, i);
        problem = (start.Count('\n') + 1, i - start.LastIndexOf('\n'), text[i] == '\0'
            ? "the file contains a NUL character; it must be text."
            : $"the file contains the control character U+{(int)text[i]:X4}; remove it, or write it as an escape in double quotes.");
        text = null;
        return false;
    }
}
