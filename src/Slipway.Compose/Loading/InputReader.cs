using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Reads the files of one load and remembers which were read or missing.</summary>
internal sealed class InputReader(IComposeFiles files, ComposeLimits limits, LoadReport report)
{
    private readonly List<ComposeInput> _inputs = [];
    private readonly HashSet<ComposeInput> _seen = [];
    private int _read;
    private long _bytes;

    /// <summary>Gets or sets the directory from which places are shown.</summary>
    public string DisplayDirectory { get; set; } = "/";

    public ImmutableArray<ComposeInput> Inputs => [.. _inputs];

    public string Display(string path) => PosixPath.Display(DisplayDirectory, path);

    public FileStatus Status(string path, ComposeInputKind kind)
    {
        var status = files.GetStatus(path);
        Note(path, kind, status == FileStatus.File);
        return status;
    }

    public FileStatus Peek(string path) => files.GetStatus(path);

    public string ResolveLink(string path) => files.ResolveLink(path);

    public void Note(string path, ComposeInputKind kind, bool found)
    {
        var input = new ComposeInput(path, kind, found);
        if (_seen.Add(input))
        {
            _inputs.Add(input);
        }
    }

    /// <summary>Reads a text file. Null when it is missing or unfit; what is unfit, or missing though needed, is reported.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="kind">What it is to the project.</param>
    /// <param name="wantedBy">Where the file is named, for the finding that it is missing; null when it may be missing.</param>
    /// <param name="wantedAs">The attribute that names it.</param>
    public string? Read(string path, ComposeInputKind kind, SourceSpan? wantedBy, string wantedAs)
    {
        if (report.IsExhausted)
        {
            return null;
        }

        var display = Display(path);
        ReadOnlyMemory<byte>? content;
        try
        {
            content = ++_read > limits.MaxFiles ? null : files.Read(path, limits.MaxFileBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Add(Rules.FileUnreadable, wantedBy ?? SourceSpan.WholeFile(display), wantedAs, $"{display} cannot be read ({e.Message.TrimEnd('.')}); check its permissions and, if it is a link, where it leads.");
            return null;
        }

        if (_read > limits.MaxFiles)
        {
            report.Add(Rules.TooManyFiles, wantedBy ?? SourceSpan.WholeFile(display), wantedAs, $"the project reads more than {limits.MaxFiles} files; include fewer.");
            return null;
        }

        Note(path, kind, content is not null);
        if (content is not { } bytes)
        {
            if (wantedBy is { } span)
            {
                var what = files.GetStatus(path) == FileStatus.Directory ? "is a directory, not a file" : "does not exist";
                report.Add(Rules.FileMissing, span, wantedAs, $"the file {display} {what}; create it or change the path.");
            }

            return null;
        }

        if (bytes.Length > limits.MaxFileBytes)
        {
            report.Add(Rules.FileTooLarge, SourceSpan.WholeFile(display), "", $"the file is larger than {limits.MaxFileBytes} bytes; split it.");
            return null;
        }

        _bytes += bytes.Length;
        if (_bytes > limits.MaxTotalBytes)
        {
            report.Add(Rules.FileTooLarge, wantedBy ?? SourceSpan.WholeFile(display), wantedAs, $"with {display}, the project reads more than {limits.MaxTotalBytes} bytes; read fewer or smaller files.");
            return null;
        }

        if (!FileText.TryDecode(bytes.Span, FileText.IsYaml(kind), out var text, out var problem))
        {
            report.Add(Rules.NotText, new SourceSpan(display, problem.Line, problem.Column), "", problem.Message);
            return null;
        }

        return text;
    }
}
