using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>
/// Collects findings. A second error at the place of an earlier one is taken for its consequence and dropped. Also counts what a load takes, over all of
/// its files.
/// </summary>
internal sealed class LoadReport(ComposeLimits limits)
{
    /// <summary>Stands for whatever an element wants, where an attribute is unknown that may have been meant for it.</summary>
    public const string Anything = "*";

    private readonly List<Diagnostic> _found = [];
    private readonly HashSet<(SourceSpan, Severity, string)> _seen = [];
    private readonly HashSet<(string Path, string Attribute)> _explained = [];
    private readonly Dictionary<string, SourceSpan> _removed = new(StringComparer.Ordinal);
    private int _errors;
    private int _warnings;
    private long _nodes;
    private long _text;
    private long _merged;
    private bool _exhaustionIsSaid;

    public bool HasErrors { get; private set; }

    /// <summary>Gets whether a file or a part of one could not be read, so that nobody knows what else it would have said.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>Gets whether no further error is listed, so that no trouble need be taken over its text.</summary>
    public bool IsFull => _errors >= limits.MaxDiagnostics;

    /// <summary>Gets whether no further warning is listed.</summary>
    public bool HasAllWarnings => _warnings >= limits.MaxDiagnostics;

    /// <summary>Gets whether so much was read that nothing more is.</summary>
    public bool IsExhausted => _nodes > limits.MaxTotalNodes;

    public int Count => _found.Count;

    /// <summary>Adds to the nodes read so far. Work that grows with the project counts as nodes too.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool CountNodes(long added)
    {
        _nodes += added;
        return !IsExhausted;
    }

    public bool HasRoomForText => _text <= limits.MaxTotalText;

    /// <summary>Adds to the nodes that documents were merged onto.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool CountMerged(long nodes)
    {
        const int PerNode = 20;
        _merged += nodes;
        return _merged <= (long)limits.MaxTotalNodes * PerNode;
    }

    /// <summary>Adds to the text that variables were filled into.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool CountText(long added)
    {
        _text += added;
        return HasRoomForText;
    }

    /// <summary>Notes that something was not read. What it would have declared is not missed later.</summary>
    public void MissPart() => IsPartial = true;

    /// <summary>Notes that the absence of an attribute follows from an error that is reported: its name is misspelt, or what it is inherited from is not there.</summary>
    public void Explain(string path, string attribute) => _explained.Add((path, attribute));

    /// <summary>Notes where a tag removes what an earlier file says.</summary>
    public void NoteRemoval(string path, SourceSpan span) => _removed[path] = span;

    /// <summary>Where an element or attribute was removed; null when it was not.</summary>
    public SourceSpan? RemovalOf(string path) => _removed.TryGetValue(path, out var span) ? span : null;

    public bool IsExplained(string path, string attribute) => _explained.Contains((path, attribute));

    public void Add(DiagnosticRule rule, SourceSpan span, string path, string message)
    {
        var isError = rule.Severity == Severity.Error;
        HasErrors |= isError;
        if (rule == Rules.TooManyNodes && IsExhausted)
        {
            // Once is enough: whatever comes next is too much as well.
            if (_exhaustionIsSaid)
            {
                return;
            }

            _exhaustionIsSaid = true;
        }

        // Errors and warnings are counted apart: no number of warnings can hide an error.
        if ((isError ? _errors : _warnings) >= limits.MaxDiagnostics)
        {
            return;
        }

        if (_seen.Add((span, rule.Severity, isError && span.Line > 0 ? "" : rule.Code + message)))
        {
            _errors += isError ? 1 : 0;
            _warnings += isError ? 0 : 1;
            _found.Add(new Diagnostic(rule.Code, rule.Severity, FindingText.Clean(span), FindingText.Clean(path), FindingText.Clean(message)));
        }
    }

    /// <summary>The findings file by file, in the order of the text.</summary>
    public ImmutableArray<Diagnostic> ToDiagnostics()
    {
        var files = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var found in _found)
        {
            files.TryAdd(found.Span.File, files.Count);
        }

        var sorted = _found.OrderBy(d => files[d.Span.File]).ThenBy(d => d.Span.Line).ThenBy(d => d.Span.Column);
        return IsFull || HasAllWarnings
            ? [.. sorted, new Diagnostic(Rules.MoreFindings.Code, Rules.MoreFindings.Severity, SourceSpan.WholeFile(_found[0].Span.File), "", $"no more than {limits.MaxDiagnostics} errors and {limits.MaxDiagnostics} warnings are listed; correct these first.")]
            : [.. sorted];
    }
}
