using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Slipway.Storage.Clusters;

/// <summary>
/// Lets a cluster be paused or resumed while a handler works on it: that changes nothing that the handler decided by, so the two do not exclude each other. A
/// deployment that had to run again for it would find nothing left to do, and say so in its record.
/// </summary>
internal static class ClusterMerge
{
    private static readonly HashSet<string> OfPause = [nameof(ClusterRow.IsPaused), nameof(ClusterRow.UpdatedAt), nameof(ClusterRow.Version)];

    /// <summary>Takes up what others have written to the clusters that are about to be saved. Within the transaction that saves them.</summary>
    public static async Task TakeUpAsync(SlipwayDbContext database, CancellationToken cancellationToken)
    {
        foreach (var entry in database.ChangeTracker.Entries<ClusterRow>().Where(e => e.State == EntityState.Modified).ToArray())
        {
            if (await entry.GetDatabaseValuesAsync(cancellationToken).ConfigureAwait(false) is { } stored)
            {
                TakeUp(entry, stored);
            }
        }
    }

    private static void TakeUp(EntityEntry<ClusterRow> entry, PropertyValues stored)
    {
        var theirs = entry.Properties.Where(p => !Equals(Stored(p.Metadata, p.OriginalValue), Stored(p.Metadata, stored[p.Metadata]))).Select(p => p.Metadata.Name).ToHashSet(StringComparer.Ordinal);
        var ours = entry.Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name).ToHashSet(StringComparer.Ordinal);
        if (!(theirs.Contains(nameof(ClusterRow.IsPaused)) && theirs.IsSubsetOf(OfPause)) && !(ours.Contains(nameof(ClusterRow.IsPaused)) && ours.IsSubsetOf(OfPause)))
        {
            return;
        }

        foreach (var property in entry.Properties.Where(p => theirs.Contains(p.Metadata.Name)))
        {
            var value = stored[property.Metadata];
            property.OriginalValue = value;
            if (!ours.Contains(property.Metadata.Name))
            {
                property.CurrentValue = value;
            }
        }

        entry.Entity.Version = (int)entry.Property(c => c.Version).OriginalValue + 1;
    }

    /// <summary>A value as the database has it: what is stored as JSON has no equality of its own.</summary>
    private static object? Stored(IReadOnlyProperty property, object? value) =>
        value is not null && property.FindTypeMapping()?.Converter is { } converter ? converter.ConvertToProvider(value) : value;
}
