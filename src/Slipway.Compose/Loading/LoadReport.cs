using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Collects findings. A second error at the place of an earlier one is taken for its consequence and dropped.</summary>
internal sealed class LoadReport(ComposeLimits limits)
{
    private readonly List<Diagnostic> _found = [];
    private int _nodes;
    private readonly HashSet<(SourceSpan, Severity, string)> _seen = [];

    public bool HasErrors { get; private set; }

    public bool IsFull => _found.Count >= limits.MaxDiagnostics;

    /// <summary>Gets whether so much was read that nothing more is.</summary>
    public bool IsExhausted => _nodes > limits.MaxTotalNodes;

    /// <summary>Adds to the nodes read so far.</summary>
    public void CountNodes(int added) => _nodes += added;

    public int Count => _found.Count;

    public void Add(DiagnosticRule rule, SourceSpan span, string path, string message)
    {
        var detail = rule.Severity == Severity.Error && span.Line > 0 ? "" : rule.Code + message;
        HasErrors |= rule.Severity == Severity.Error;
        if (!IsFull && _seen.Add((span, rule.Severity, detail)))
        {
            _found.Add(new Diagnostic(rule.Code, rule.Severity, span, path, message));
        }
    }

    public ImmutableArray<Diagnostic> ToDiagnostics() => [.. _found];
}
