using YamlDotNet.Core.Events;

namespace Slipway.Compose;

/// <content>All documents of one text.</content>
internal sealed partial class YamlReader
{
    /// <summary>How often one text is read again because of a quoted text that is not indented.</summary>
    private const int MaxIndents = 20;

    /// <summary>Reads all documents of a text. What cannot be read is reported, and the documents before it are returned.</summary>
    /// <returns>The documents, and whether they say all that the text says.</returns>
    public static (List<ComposeNode> Documents, bool Complete) Read(string text, string file, LoadReport report, ComposeLimits limits, ProvenanceLog? log = null)
    {
        for (var again = MaxIndents; ; again--)
        {
            var documents = new List<ComposeNode>();
            var reader = new YamlReader(text, file, report, limits, log) { _mayIndent = again > 0 };
            try
            {
                reader.ReadStream(documents);
            }
            catch (YamlIndentedException indented)
            {
                text = indented.Text;
                continue;
            }
            catch (YamlReadException)
            {
                // Reported where it was thrown.
                reader._complete = false;
            }

            return (documents, reader._complete);
        }
    }

    private void ReadStream(List<ComposeNode> documents)
    {
        while (Advance())
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
                    _deepest = 0;
                    break;
                case NodeEvent or AnchorAlias:
                    documents.Add(ReadNode(_parser.Current!));
                    if (!_report.CountNodes(_weight))
                    {
                        throw Fail(Rules.TooManyNodes, documents[^1].Span, $"the project has more than {_limits.MaxTotalNodes} nodes in all files, aliases expanded; include fewer files.");
                    }

                    break;
            }
        }
    }
}
