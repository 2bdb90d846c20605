using System.ComponentModel.DataAnnotations;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Settings of the wire between applications, section <c>Slipway:Messaging:RabbitMq</c>. Checked at start.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Slipway:Messaging:RabbitMq";

    /// <summary>
    /// Gets or sets the address of the broker: <c>amqp://USER:PASSWORD@HOST:PORT/VHOST</c>, or <c>amqps://</c> for TLS. No default. Its
    /// password is never logged.
    /// </summary>
    [Required(AllowEmptyStrings = false)]
    public string Uri { get; set; } = "";

    /// <summary>
    /// Gets or sets the beginning of the exchanges' names, <c>PREFIX.events</c> and <c>PREFIX.tasks</c>. Applications that talk to each other
    /// have the same. Default <c>slipway</c>; up to 100 letters, digits, dots, dashes and underscores.
    /// </summary>
    [Required(AllowEmptyStrings = false)]
    [RegularExpression("^[A-Za-z0-9._-]{1,100}$", ErrorMessage = "Prefix may have up to 100 letters, digits, dots, dashes and underscores.")]
    public string Prefix { get; set; } = "slipway";

    /// <summary>Gets or sets how many messages may wait for the broker's confirm at once. Default 256; 1 to 4096.</summary>
    [Range(1, 4096)]
    public int PublishWindow { get; set; } = 256;

    /// <summary>
    /// Gets or sets how long the broker may take to confirm a message before it counts as not sent and is sent again, under the same id.
    /// Default 10 s; 1 s to 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how many messages of a queue the broker sends ahead of the acknowledgement. Default 200; 10 to 2000.</summary>
    [Range(10, 2000)]
    public int Prefetch { get; set; } = 200;

    /// <summary>Gets or sets how many received messages are stored in one transaction at most. Default 50; 1 to 500.</summary>
    [Range(1, 500)]
    public int InboxBatch { get; set; } = 50;

    /// <summary>
    /// Gets or sets the interval of signs of life on a connection; one that was silent for twice as long is given up. Default 10 s; 2 s to
    /// 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:01:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long connecting may take. Default 5 s; 500 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets the longest pause between two tries to reach the broker; the first is a tenth of it, each next one twice as long, less
    /// up to a half by chance. Default 3 s; 100 ms to 1 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Gets or sets how long a stopping process goes on to send what its handlers have left, once they have ended. Default 5 s; 0 to 1 min.
    /// What is left then stays stored, and another process or the next start sends it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
