using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Compose;

/// <summary>
/// Builds trees from the parser's events: resolves anchors and merge keys, keeps the place of every node, and stops at the limits. Anchored nodes are
/// shared, not copied; what they would weigh if copied counts against the limit.
/// </summary>
internal sealed class YamlReader
{
    private readonly IParser _parser;
    private readonly string _file;
    private readonly LoadReport _report;
    private readonly ComposeLimits _limits;
    private readonly Dictionary<string, (ComposeNode? Node, int Weight)> _anchors = new(StringComparer.Ordinal);
    private int _weight;
    private int _depth;

    private YamlReader(IParser parser, string file, LoadReport report, ComposeLimits limits) =>
        (_parser, _file, _report, _limits) = (parser, file, report, limits);

    /// <summary>Reads all documents of a text. What cannot be read is reported, and the documents before it are returned.</summary>
    public static List<ComposeNode> Read(string text, string file, LoadReport report, ComposeLimits limits)
    {
        var documents = new List<ComposeNode>();
        var reader = new YamlReader(new Parser(new StringReader(text)), file, report, limits);
        try
        {
            reader.ReadStream(documents);
        }
        catch (YamlReadException)
        {
            // Reported where it was thrown.
        }
        catch (YamlException e)
        {
            report.Add(Rules.YamlSyntax, reader.SpanOf(e.Start), "", YamlMessages.Explain(e));
        }

        return documents;
    }

    private void ReadStream(List<ComposeNode> documents)
    {
        while (_parser.MoveNext())
        {
            switch (_parser.Current)
            {
                case DocumentStart start:
                    if (start.Version is { } version && (version.Version.Major, version.Version.Minor) != (1, 1))
                    {
                        throw Fail(Rules.YamlVersion, start.Start, "only YAML 1.1 can be named here; remove the %YAML line.");
                    }

                    _anchors.Clear();
                    _weight = 0;
                    break;
                case NodeEvent or AnchorAlias:
                    documents.Add(ReadNode(_parser.Current));
                    break;
            }
        }
    }

    private ComposeNode ReadNode(ParsingEvent next)
    {
        if (++_weight > _limits.MaxNodes)
        {
            throw Fail(Rules.TooManyNodes, next.Start, $"the document has more than {_limits.MaxNodes} nodes, aliases expanded; split it or use fewer aliases.");
        }

        if (next is AnchorAlias alias)
        {
            return ReadAlias(alias);
        }

        var node = (NodeEvent)next;
        var before = _weight;
        var anchor = node.Anchor.IsEmpty ? null : node.Anchor.Value;
        if (anchor is not null && node is not Scalar)
        {
            _anchors[anchor] = (null, 0);
        }

        ComposeNode result = node switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart sequence => ReadSequence(sequence),
            MappingStart mapping => ReadMapping(mapping),
            _ => throw Fail(Rules.YamlSyntax, node.Start, "this cannot be read as YAML."),
        };
        if (!node.Tag.IsEmpty && Mark(node.Tag) is var mark and not NodeMark.None)
        {
            result = result.WithMark(mark);
        }

        if (anchor is not null)
        {
            _anchors[anchor] = (result, _weight - before);
        }

        return result;
    }

    private ComposeNode ReadAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var target))
        {
            throw Fail(Rules.UnknownAlias, alias.Start, $"there is no anchor &{alias.Value.Value} before this alias.");
        }

        if (target.Node is null)
        {
            throw Fail(Rules.SelfContaining, alias.Start, $"the value of anchor &{alias.Value.Value} contains itself.");
        }

        _weight += target.Weight;
        if (_weight > _limits.MaxNodes)
        {
            throw Fail(Rules.TooManyNodes, alias.Start, $"the document has more than {_limits.MaxNodes} nodes, aliases expanded; split it or use fewer aliases.");
        }

        return target.Node;
    }

    private ComposeScalar ReadScalar(Scalar scalar)
    {
        var span = SpanOf(scalar.Start);
        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
        {
            return scalar.Style == ScalarStyle.Plain && !scalar.Tag.IsNonSpecific
                ? YamlScalars.Resolve(scalar.Value, span)
                : ComposeScalar.Of(scalar.Value, span);
        }

        return scalar.Tag.Value switch
        {
            "tag:yaml.org,2002:null" => ComposeScalar.Null(span),
            "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:int" or "tag:yaml.org,2002:timestamp" => YamlScalars.Resolve(scalar.Value, span),
            "tag:yaml.org,2002:float" => YamlScalars.Resolve(scalar.Value, span) is { Kind: ScalarKind.Whole } integer
                ? new ComposeScalar(ScalarKind.Fraction, integer.Text, span)
                : YamlScalars.Resolve(scalar.Value, span),
            _ => ComposeScalar.Of(scalar.Value, span),
        };
    }

    private ComposeSequence ReadSequence(SequenceStart start)
    {
        Enter(start);
        var items = ImmutableArray.CreateBuilder<ComposeNode>();
        while (Next() is var next and not SequenceEnd)
        {
            items.Add(ReadNode(next));
        }

        _depth--;
        return new ComposeSequence(items.DrainToImmutable(), SpanOf(start.Start));
    }

    private ComposeMapping ReadMapping(MappingStart start)
    {
        Enter(start);
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
                throw Fail(Rules.KeyNotText, keyEvent.Start, key is ComposeScalar other
                    ? $"the key {other} is not text; put it in quotes: \"{other}\"."
                    : "a key must be text, not a mapping or list.");
            }
        }

        _depth--;
        return builder.ToMapping(SpanOf(start.Start));
    }

    private void Enter(ParsingEvent start)
    {
        if (++_depth > _limits.MaxDepth)
        {
            throw Fail(Rules.TooDeep, start.Start, $"mappings and lists are nested more than {_limits.MaxDepth} deep; flatten them.");
        }
    }

    private ParsingEvent Next() =>
        _parser.MoveNext() ? _parser.Current! : throw new YamlReadException();

    internal YamlReadException Fail(DiagnosticRule rule, Mark at, string message) => Fail(rule, SpanOf(at), message);

    internal YamlReadException Fail(DiagnosticRule rule, SourceSpan at, string message)
    {
        _report.Add(rule, at, "", message);
        return new YamlReadException();
    }

    private SourceSpan SpanOf(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    private static NodeMark Mark(TagName tag) => tag.Value switch
    {
        "!reset" => NodeMark.Reset,
        "!override" => NodeMark.Override,
        _ => NodeMark.None,
    };
}
