using System.ComponentModel.DataAnnotations;

namespace Slipway.Core.Deploying;

/// <summary>Settings of deployments; section <c>Slipway:Deploy</c>.</summary>
public sealed class DeployOptions
{
    /// <summary>The section that they are bound from.</summary>
    public const string Section = "Slipway:Deploy";

    /// <summary>Gets or sets how many operations of a plan run at once, builds and starts not counted. Default 16; 1 to 256.</summary>
    [Range(1, 256)]
    public int Parallelism { get; set; } = 16;

    /// <summary>
    /// Gets or sets how many containers are created at once, started at once, and told to stop at once, those first that others wait for longest.
    /// Default the number of processors, but 2 to 32; 1 to 256.
    /// </summary>
    [Range(1, 256)]
    public int ParallelStarts { get; set; } = Math.Clamp(Environment.ProcessorCount, 2, 32);

    /// <summary>Gets or sets how many images are built at once. Default 2; 1 to 32.</summary>
    [Range(1, 32)]
    public int ParallelBuilds { get; set; } = 2;

    /// <summary>Gets or sets how long a container without a health check must stay up to count as running. Default 0.5 s; 0 to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StabilityWindow { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets or sets how long a deployment may take. Default 30 min; 1 s to 24 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets or sets whether volumes that are no longer declared are removed, with what is in them. Default no: they are kept, which is told.</summary>
    public bool RemoveVolumes { get; set; }
}
