using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Compose;

/// <summary>
/// Builds trees from the parser's events: resolves anchors and merge keys, keeps the place of every node, and stops at the limits. Anchored nodes are
/// shared, not copied; what they would weigh if copied counts against the limit.
/// </summary>
internal sealed partial class YamlReader
{
    private readonly IParser _parser;
    private readonly string _text;
    private readonly string _file;
    private readonly LoadReport _report;
    private readonly ComposeLimits _limits;
    private readonly Dictionary<string, Anchored> _anchors = new(StringComparer.Ordinal);
    private readonly Stack<(Mark Start, char Sign)> _flow = new();
    private int _weight;
    private bool _mayIndent;
    private int _depth;
    private int _deepest;
    private bool _complete = true;
    private readonly HashSet<ComposeNode> _reported = new(ReferenceEqualityComparer.Instance);

    private YamlReader(string text, string file, LoadReport report, ComposeLimits limits, ProvenanceLog? log) =>
        (_parser, _text, _file, _report, _limits, Log) = (new Parser(new StringReader(text)), text, file, report, limits, log);

    /// <summary>Gets where merge keys are noted; null where nobody asks.</summary>
    internal ProvenanceLog? Log { get; }

    private ComposeNode ReadNode(ParsingEvent next)
    {
        if (++_weight > _limits.MaxNodes)
        {
            throw TooManyNodes(next.Start);
        }

        if (next is AnchorAlias alias)
        {
            return ReadAlias(alias);
        }

        if (next is not NodeEvent node)
        {
            // On some broken input the parser forgets the value of a key.
            throw Fail(Rules.YamlSyntax, next.Start, "this is not YAML: a value is missing before this; check the indentation.");
        }

        var before = _weight;
        var anchor = node.Anchor.IsEmpty ? null : node.Anchor.Value;
        if (anchor is not null && node is not Scalar)
        {
            _anchors[anchor] = default;
        }

        var deepestOutside = _deepest;
        var depth = _deepest = _depth;
        ComposeNode result = node switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart sequence => ReadSequence(sequence),
            MappingStart mapping => ReadMapping(mapping),
            _ => throw Fail(Rules.YamlSyntax, node.Start, "this cannot be read as YAML."),
        };
        if (!node.Tag.IsEmpty && MarkOf(node.Tag) is var mark and not NodeMark.None)
        {
            result = result.WithMark(mark);
        }

        if (anchor is not null)
        {
            _anchors[anchor] = new Anchored(result, _weight - before, _deepest - depth);
        }

        _deepest = Math.Max(deepestOutside, _deepest);
        return result;
    }

    private ComposeNode ReadAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var target))
        {
            var hint = ShapeWords.DidYouMean(alias.Value.Value, _anchors.Keys);
            return Nothing(Rules.UnknownAlias, alias, $"there is no anchor &{alias.Value.Value} before this alias.{(hint.Length > 0 ? hint : " Write one, or remove the alias.")}");
        }

        if (target.Node is null)
        {
            return Nothing(Rules.SelfContaining, alias, $"the value of anchor &{alias.Value.Value} contains itself; remove the alias.");
        }

        if (_depth + target.Height > _limits.MaxDepth)
        {
            throw Fail(Rules.TooDeep, alias.Start, $"mappings and lists are nested more than {_limits.MaxDepth} deep, aliases expanded; flatten them.");
        }

        _deepest = Math.Max(_deepest, _depth + target.Height);
        _weight += target.Weight;
        if (_weight > _limits.MaxNodes)
        {
            throw TooManyNodes(alias.Start);
        }

        return target.Node;
    }

    /// <summary>Stands for what an alias cannot bring; the rest of the file can still be judged.</summary>
    private ComposeScalar Nothing(DiagnosticRule rule, AnchorAlias alias, string message)
    {
        var span = SpanOf(alias.Start);
        _report.Add(rule, span, "", message);
        _complete = false;
        var nothing = ComposeScalar.Null(span);
        _reported.Add(nothing);
        return nothing;
    }

    private ComposeSequence ReadSequence(SequenceStart start)
    {
        Enter(start, start.Style == SequenceStyle.Flow ? '[' : null);
        var items = ImmutableArray.CreateBuilder<ComposeNode>();
        while (Next() is var next and not SequenceEnd)
        {
            items.Add(ReadNode(next));
        }

        Leave(start.Style == SequenceStyle.Flow);
        return new ComposeSequence(items.DrainToImmutable(), SpanOf(start.Start));
    }

    private ComposeMapping ReadMapping(MappingStart start)
    {
        Enter(start, start.Style == MappingStyle.Flow ? '{' : null);
        var builder = new MappingBuilder(this);
        while (Next() is var next and not MappingEnd)
        {
            var keyEvent = next;
            var merge = keyEvent is Scalar { Value: "<<", Style: ScalarStyle.Plain } candidate
                && (candidate.Tag.IsEmpty || candidate.Tag.Value == "tag:yaml.org,2002:merge");
            var keySpan = SpanOf(keyEvent.Start);
            var key = ReadNode(keyEvent);
            var value = ReadNode(Next());
            if (merge)
            {
                builder.Merge(value, keySpan);
            }
            else if (key is ComposeScalar { Kind: ScalarKind.Text } text)
            {
                builder.Add(new ComposeEntry(text.Text, keySpan, value));
            }
            else
            {
                _report.Add(Rules.KeyNotText, keySpan, "", key is ComposeScalar scalar
                    ? $"the key {scalar} is not text; put it in quotes: \"{scalar}\"."
                    : "a key must be text, not a mapping or list; look for a brace or bracket too much, or put the key in quotes.");
                if (key is ComposeScalar other)
                {
                    builder.Add(new ComposeEntry(other.ToString(), keySpan, value));
                }
            }
        }

        Leave(start.Style == MappingStyle.Flow);
        var mapping = builder.ToMapping(SpanOf(start.Start));
        _complete &= builder.IsComplete;
        return mapping;
    }

    internal bool IsFull => _report.IsFull;

    /// <summary>Whether a node stands for an alias whose fault is reported.</summary>
    internal bool IsReported(ComposeNode node) => _reported.Contains(node);

    internal void Report(DiagnosticRule rule, SourceSpan at, string message) => _report.Add(rule, at, "", message);

    private void Leave(bool flow)
    {
        _depth--;
        if (flow)
        {
            _flow.Pop();
        }
    }

    private void Enter(ParsingEvent start, char? sign)
    {
        if (sign is { } open)
        {
            _flow.Push((start.Start, open));
        }

        _deepest = Math.Max(_deepest, ++_depth);
        if (_depth > _limits.MaxDepth)
        {
            throw Fail(Rules.TooDeep, start.Start, $"mappings and lists are nested more than {_limits.MaxDepth} deep; flatten them.");
        }
    }

    private ParsingEvent Next() => Advance() ? _parser.Current! : throw new YamlReadException();

    /// <summary>Moves to the next event. On some broken input the parser throws what it does not declare; to the user that is a syntax error too.</summary>
    private bool Advance()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (YamlException e) when (_mayIndent && QuotedText.Indent(_text, e) is { } indented)
        {
            throw new YamlIndentedException(indented);
        }
        catch (YamlException e)
        {
            throw YamlMessages.IsAboutTabs(e) && FirstTab() is { } tab
                ? Fail(Rules.YamlSyntax, tab, "tabs cannot indent YAML; use spaces.")
                : Fail(Rules.YamlSyntax, PlaceOf(e.Start), YamlMessages.Explain(e, Opened(e.Start)));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or NullReferenceException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            var at = _parser.Current?.End ?? Mark.Empty;
            throw Fail(Rules.YamlSyntax, PlaceOf(at), "this is not YAML" + (Opened(at) is { } opened ? ": " + opened : "; look for a bracket, quote or colon that is missing or too much."));
        }
    }

    private SourceSpan SpanOf(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    /// <summary>An anchored node, how many nodes it stands for, and how deep they nest. No node yet: it is being read.</summary>
    private readonly record struct Anchored(ComposeNode? Node, int Weight, int Height);

    private static NodeMark MarkOf(TagName tag) => tag.Value switch
    {
        "!reset" => NodeMark.Reset,
        "!override" => NodeMark.Override,
        _ => NodeMark.None,
    };
}
