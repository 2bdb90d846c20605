using System.Collections.Immutable;
using System.Text;

namespace Slipway.Git.Commands;

/// <summary>How a command ended.</summary>
internal sealed record GitOutput(int ExitCode, ReadOnlyMemory<byte> Bytes, ImmutableArray<string> LastLines)
{
    public bool Succeeded => ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>Gets the lines of the output, without the empty end.</summary>
    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    public GitOutput OrThrow(string command) => Succeeded ? this : throw new GitException(command, ExitCode, LastLines);
}
