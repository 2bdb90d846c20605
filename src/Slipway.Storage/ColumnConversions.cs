using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Slipway.Core.Hashing;

namespace Slipway.Storage;

/// <summary>How values that a database has no type for are kept: documents as JSON, times as microseconds since 1970 (UTC).</summary>
internal static class ColumnConversions
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>Keeps an immutable document as JSON text.</summary>
    public static PropertyBuilder<TValue> AsJson<TValue>(this PropertyBuilder<TValue> property) => property.HasConversion(
        new ValueConverter<TValue, string>(
            v => JsonSerializer.Serialize(v, ContentHash.Json),
            s => JsonSerializer.Deserialize<TValue>(s, ContentHash.Json)!),
        // Documents are immutable, so another document is another object.
        new ValueComparer<TValue>((a, b) => Equals(a, b), v => v == null ? 0 : v.GetHashCode(), v => v));

    /// <summary>Keeps a time as a number, so that every database compares it alike.</summary>
    public static PropertyBuilder<DateTimeOffset> AsMicroseconds(this PropertyBuilder<DateTimeOffset> property) => property.HasConversion(
        v => (v.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksPerMicrosecond,
        n => DateTimeOffset.UnixEpoch.AddTicks(n * TicksPerMicrosecond));

    /// <summary>Keeps a time as a number, so that every database compares it alike.</summary>
    public static PropertyBuilder<DateTimeOffset?> AsMicroseconds(this PropertyBuilder<DateTimeOffset?> property) => property.HasConversion(
        new ValueConverter<DateTimeOffset, long>(
            v => (v.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksPerMicrosecond,
            n => DateTimeOffset.UnixEpoch.AddTicks(n * TicksPerMicrosecond)));
}
