using System.Buffers;
using System.Globalization;
using System.Text;

namespace Slipway.Compose;

/// <summary>
/// Paths as people type them: <c>services.web.ports[0].target</c>. A key with dots may stand in quotes or brackets; without them it is found as well, as
/// long as no shorter key is there.
/// </summary>
internal static class PathReader
{
    private static readonly SearchValues<char> Special = SearchValues.Create(".[]\"' ");

    /// <summary>Takes a path apart; null where a quote or bracket is not closed.</summary>
    public static List<PathSegment>? Split(string path)
    {
        var segments = new List<PathSegment>();
        var at = 0;
        while (at < path.Length)
        {
            if (path[at] == '.')
            {
                at++;
                continue;
            }

            var bracket = path[at] == '[';
            at += bracket ? 1 : 0;
            if (at < path.Length && path[at] is '"' or '\'')
            {
                var close = path.IndexOf(path[at], at + 1);
                if (close < 0)
                {
                    return null;
                }

                segments.Add(new PathSegment(path[(at + 1)..close], true));
                at = close + 1;
                if (bracket && (at >= path.Length || path[at++] != ']'))
                {
                    return null;
                }

                continue;
            }

            var end = path.AsSpan(at).IndexOfAny(bracket ? "]" : ".[") is >= 0 and var found ? at + found : bracket ? -1 : path.Length;
            if (end < 0)
            {
                return null;
            }

            segments.Add(new PathSegment(path[at..end], bracket));
            at = bracket ? end + 1 : end;
        }

        return segments;
    }

    /// <summary>Follows a path as far as it leads.</summary>
    /// <returns>The steps, and how many segments they cover.</returns>
    public static (List<PathStep> Steps, int Covered) Follow(ComposeNode root, List<PathSegment> segments)
    {
        List<PathStep> best = [];
        var bestCovered = 0;
        var steps = new List<PathStep>();
        Visit(root, 0);
        return (best, bestCovered);

        bool Visit(ComposeNode node, int at)
        {
            if (at >= bestCovered)
            {
                (best, bestCovered) = ([.. steps], at);
            }

            if (at == segments.Count)
            {
                return true;
            }

            foreach (var (step, used) in Next(node, segments, at))
            {
                steps.Add(step);
                if (Visit(step.Node, at + used))
                {
                    return true;
                }

                steps.RemoveAt(steps.Count - 1);
            }

            return false;
        }
    }

    /// <summary>Writes a path so that it can be read again.</summary>
    public static string Write(IEnumerable<PathStep> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            if (step.Key is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{step.Index}]");
                continue;
            }

            text.Append(text.Length > 0 ? "." : "").Append(Quote(step.Key));
        }

        return text.ToString();
    }

    public static string Quote(string key) => key.Length > 0 && !key.AsSpan().ContainsAny(Special) ? key : key.Contains('"', StringComparison.Ordinal) ? $"'{key}'" : $"\"{key}\"";

    private static IEnumerable<(PathStep Step, int Used)> Next(ComposeNode node, List<PathSegment> segments, int at)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                var key = "";
                for (var used = 1; at + used <= segments.Count; used++)
                {
                    var segment = segments[at + used - 1];
                    if (used > 1 && segment.Exact)
                    {
                        yield break;
                    }

                    key = used == 1 ? segment.Text : $"{key}.{segment.Text}";
                    if (mapping.IndexOf(key) is >= 0 and var i)
                    {
                        yield return (new PathStep(key, -1, mapping.Entries[i].KeySpan, mapping.Entries[i].Value), used);
                    }

                    if (segment.Exact)
                    {
                        yield break;
                    }
                }

                break;
            case ComposeSequence sequence when int.TryParse(segments[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < sequence.Items.Length:
                yield return (new PathStep(null, index, sequence.Items[index].Span, sequence.Items[index]), 1);
                break;
        }
    }
}
