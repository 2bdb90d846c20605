using System.ComponentModel.DataAnnotations;

namespace Slipway.Messaging;

/// <summary>When messaging counts as degraded, section <c>Slipway:Messaging:Health</c>. Checked at start.</summary>
public sealed class HealthOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Slipway:Messaging:Health";

    /// <summary>
    /// Gets or sets how long a message may be ready (its time has come, no worker has begun it) before the server counts as degraded.
    /// Default 5 min; 1 s to 7 days. Those that wait for an earlier one of their key do not count.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan OldestReadyAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how long a message may wait to be taken by the broker before the server counts as degraded. Default 5 min; 1 s to
    /// 7 days. Without a broker nothing waits there.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan OldestOutboxAge { get; set; } = TimeSpan.FromMinutes(5);
}
