namespace Slipway.Compose;

/// <summary>Counts nodes, shared ones at each place.</summary>
internal static class NodeCount
{
    public static long Of(ComposeNode node) => node switch
    {
        ComposeMapping mapping => 1 + mapping.Entries.Sum(static e => Of(e.Value)),
        ComposeSequence sequence => 1 + sequence.Items.Sum(static i => Of(i)),
        _ => 1,
    };
}
