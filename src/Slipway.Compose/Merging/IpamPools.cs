using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Merges the address pools of a network by subnet.</summary>
internal static class IpamPools
{
    /// <summary>
    /// Does what the reference does, which is only what one expects for one pool with the same subnet, or for the earlier pool repeated beside new
    /// ones: for each earlier pool, all later pools are visited; an earlier pool that no later pool repeats is lost.
    /// </summary>
    public static ComposeNode Merge(ComposeNode earlier, ComposeNode later, Merger merger, PathTableNode<MergeRule>? below)
    {
        if (earlier is not ComposeSequence before || later is not ComposeSequence after)
        {
            return merger.MergeDefault(earlier, later, below);
        }

        if (before.Items.Concat(after.Items).Any(i => i is not ComposeMapping))
        {
            return Merger.Append(before, after);
        }

        if (!merger.MayMerge((long)before.Items.Length * after.Items.Length, later))
        {
            return earlier;
        }

        var pools = ImmutableArray.CreateBuilder<ComposeNode>();
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var original in before.Items.Cast<ComposeMapping>())
        {
            foreach (var pool in after.Items.Cast<ComposeMapping>())
            {
                var merged = Subnet(pool) == Subnet(original) ? merger.MergeMappings(original, pool, below?.Item) : pool;
                if (positions.TryAdd(Subnet(merged), pools.Count))
                {
                    pools.Add(merged);
                }
                else
                {
                    var same = positions[Subnet(merged)];
                    pools[same] = merger.MergeMappings((ComposeMapping)pools[same], merged, below?.Item);
                }
            }
        }

        return before.With(pools.DrainToImmutable());
    }

    private static string Subnet(ComposeMapping pool) => pool["subnet"] is ComposeScalar subnet ? subnet.Text : "";
}
