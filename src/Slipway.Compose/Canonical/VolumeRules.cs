using System.Collections.Immutable;
using static Slipway.Compose.CanonicalPass;

namespace Slipway.Compose;

/// <summary>Mounts in the long form.</summary>
internal static class VolumeRules
{
    public static ComposeNode Canonical(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeMapping)
        {
            return node;
        }

        if (node is not ComposeScalar { Kind: ScalarKind.Text } text)
        {
            context.Error(Rules.WrongKind, node, path, "this must be text or a mapping.");
            return node;
        }

        var parsed = VolumeText.Parse(text.Text);
        if (parsed.Problem is not null && context.IsTemplate(node))
        {
            return node;
        }

        if (parsed.Problem is not null)
        {
            context.Error(Rules.Volume, node, path, parsed.Problem);
            return node;
        }

        return ToMapping(parsed, node.Span);
    }

    private static ComposeMapping ToMapping(VolumeText volume, SourceSpan span)
    {
        var entries = ImmutableArray.CreateBuilder<ComposeEntry>(6);
        entries.Add(Entry("type", volume.IsBind ? "bind" : "volume", span));
        if (volume.Source.Length > 0)
        {
            entries.Add(Entry("source", volume.Source, span));
        }

        entries.Add(Entry("target", PosixPath.Clean(volume.Target), span));
        var bind = ImmutableArray.CreateBuilder<ComposeEntry>();
        var named = ImmutableArray.CreateBuilder<ComposeEntry>();
        foreach (var option in volume.Options)
        {
            switch (option)
            {
                case "ro" or "rw":
                    entries.RemoveAll(e => e.Key == "read_only");
                    if (option == "ro")
                    {
                        entries.Add(Entry("read_only", true, span));
                    }

                    break;
                case "nocopy":
                    named.Clear();
                    named.Add(Entry("nocopy", true, span));
                    break;
                case "z" or "Z":
                    Set(bind, Entry("selinux", option, span));
                    break;
                case "private" or "rprivate" or "shared" or "rshared" or "slave" or "rslave":
                    Set(bind, Entry("propagation", option, span));
                    break;
            }
        }

        if (volume.IsBind)
        {
            Set(bind, Entry("create_host_path", true, span));
        }

        if (bind.Count > 0)
        {
            entries.Add(new ComposeEntry("bind", span, new ComposeMapping(bind.DrainToImmutable(), span)));
        }

        if ((!volume.IsBind && !volume.IsBareTarget) || named.Count > 0)
        {
            entries.Add(new ComposeEntry("volume", span, new ComposeMapping(named.DrainToImmutable(), span)));
        }

        return new ComposeMapping(entries.DrainToImmutable(), span);
    }

    private static void Set(ImmutableArray<ComposeEntry>.Builder entries, ComposeEntry entry)
    {
        entries.RemoveAll(e => e.Key == entry.Key);
        entries.Add(entry);
    }
}
