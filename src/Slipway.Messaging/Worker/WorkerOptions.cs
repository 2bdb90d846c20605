using System.ComponentModel.DataAnnotations;

namespace Slipway.Messaging;

/// <summary>Settings of the worker server, section <c>Slipway:Messaging</c>. Checked at start.</summary>
public sealed class WorkerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Slipway:Messaging";

    /// <summary>Gets or sets how many messages one process handles at once. Default 16; 1 to 256.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 16;

    /// <summary>
    /// Gets or sets how long a stopping server waits for handlers in flight before it tells them to stop. Default 30 s; 0 to 10 min. The
    /// host's own shutdown timeout cuts it short.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets whether this process handles messages. Default true. Where it does not, it sends them and others of the application
    /// handle them.
    /// </summary>
    public bool TakesWork { get; set; } = true;

    /// <summary>
    /// Gets or sets how long a process holds a message without a sign of life; renewed every third of it while the handler runs. Another
    /// process takes the message up after this time and one <see cref="PollInterval"/> at most. Default 30 s; 300 ms to 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.300", "00:10:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how often the store is looked at when nothing wakes the server: the net under signals of this and
    /// other processes. Default 5 s; 50 ms to 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets the largest body in bytes, as UTF-8 JSON. A larger message cannot be sent, and is a dead letter where it is received.
    /// Messages carry ids and facts; contents belong in a store. Default 262,144 (256 KiB); 1 KiB to 16 MiB.
    /// </summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 256 * 1024;

    /// <summary>
    /// Gets or sets which failures are published as <see cref="WorkerErrored"/>. Default <see cref="Slipway.Messaging.ErrorEvents.GivenUp"/>. Within one
    /// database the event is stored only while an application subscribes to it.
    /// </summary>
    [EnumDataType(typeof(ErrorEvents))]
    public ErrorEvents ErrorEvents { get; set; } = ErrorEvents.GivenUp;

    /// <summary>
    /// Gets or sets how long a handler that is told to stop may take before it is reported as stuck and its slot written off. Default 30 s; 1 s
    /// to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how long a handled message is kept for the history and against duplicates. Dead letters stay. Default 30 days; 1 h to
    /// 3650 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}
