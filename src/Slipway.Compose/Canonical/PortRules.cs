using System.Collections.Immutable;
using static Slipway.Compose.CanonicalPass;

namespace Slipway.Compose;

/// <summary>Published ports in the long form.</summary>
internal static class PortRules
{
    public static ComposeNode Canonical(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeSequence sequence || sequence.Items.All(i => i is ComposeMapping))
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

            var (parsed, problem) = scalar.Kind is ScalarKind.Text or ScalarKind.Whole
                ? PortText.Parse(scalar.Text)
                : ([], $"{scalar} is not a port; write HOST:CONTAINER in quotes.");
            if (problem is not null)
            {
                path.Push(i);
                context.Error(Rules.Port, item, path, problem);
                path.Pop();
                continue;
            }

            ports.AddRange(parsed.Select(p => ToMapping(p, item.Span)));
        }

        return sequence.With(ports.DrainToImmutable());
    }

    private static ComposeMapping ToMapping(PortText.Port port, SourceSpan span)
    {
        var entries = ImmutableArray.CreateBuilder<ComposeEntry>(5);
        entries.Add(Entry("mode", "ingress", span));
        if (port.HostIp.Length > 0)
        {
            entries.Add(Entry("host_ip", port.HostIp, span));
        }

        entries.Add(Entry("target", ComposeScalar.Of((long)port.Target, span)));
        if (port.Published.Length > 0)
        {
            entries.Add(Entry("published", port.Published, span));
        }

        entries.Add(Entry("protocol", port.Protocol, span));
        return new ComposeMapping(entries.DrainToImmutable(), span);
    }
}
