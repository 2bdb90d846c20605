using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Published ports in the long form.</summary>
internal static class PortRules
{
    private const int NodesOfAPort = 6;

    public static ComposeNode Canonical(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeSequence sequence)
        {
            context.Error(Rules.WrongKind, node, path, "this must be a list of ports.");
            return node;
        }

        if (sequence.Items.All(i => i is ComposeMapping))
        {
            return node;
        }

        var ports = ImmutableArray.CreateBuilder<ComposeNode>(sequence.Items.Length);
        for (var i = 0; i < sequence.Items.Length; i++)
        {
            var item = sequence.Items[i];
            if (item is not ComposeScalar scalar)
            {
                ports.Add(item);
                continue;
            }

            if (context.Report.IsExhausted && scalar.Text.Contains('-', StringComparison.Ordinal))
            {
                // One more range would not be taken either.
                continue;
            }

            var (parsed, problem) = scalar.Kind is ScalarKind.Text or ScalarKind.Whole
                ? PortText.Parse(scalar.Text)
                : ([], $"{scalar} is not a port; write HOST:CONTAINER in quotes.");
            if (problem is not null)
            {
                if (context.IsTemplate(item))
                {
                    return node;
                }

                path.Push(i);
                context.Error(Rules.Port, item, path, problem);
                path.Pop();
                continue;
            }

            if (parsed.Count > 1 && !context.Report.CountNodes((long)parsed.Count * NodesOfAPort))
            {
                path.Push(i);
                context.Error(Rules.TooManyNodes, item, path, $"with the {parsed.Count} ports of this range, the project has more than {context.Limits.MaxTotalNodes} nodes; publish fewer ports.");
                path.Pop();
                continue;
            }

            foreach (var port in parsed)
            {
                ports.Add(ToMapping(port, item.Span, first: ports.Count > 0 ? ports[^1] as ComposeMapping : null));
            }
        }

        return sequence.With(ports.DrainToImmutable());
    }

    /// <summary>The long form. What is as in the port before is the same node: a range has thousands of ports.</summary>
    private static ComposeMapping ToMapping(PortText.Port port, SourceSpan span, ComposeMapping? first)
    {
        ComposeEntry Entry(string key, string value, SourceSpan at) =>
            first?[key] is ComposeScalar same && same.Text == value && same.Span == at ? new ComposeEntry(key, at, same) : CanonicalPass.Entry(key, value, at);

        var entries = ImmutableArray.CreateBuilder<ComposeEntry>(5);
        entries.Add(Entry("mode", "ingress", span));
        if (port.HostIp.Length > 0)
        {
            entries.Add(Entry("host_ip", port.HostIp, span));
        }

        entries.Add(CanonicalPass.Entry("target", ComposeScalar.Of((long)port.Target, span)));
        if (port.Published.Length > 0)
        {
            entries.Add(Entry("published", port.Published, span));
        }

        entries.Add(Entry("protocol", port.Protocol, span));
        return new ComposeMapping(entries.DrainToImmutable(), span);
    }
}
