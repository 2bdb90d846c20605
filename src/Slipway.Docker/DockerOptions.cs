using System.ComponentModel.DataAnnotations;

namespace Slipway.Docker;

/// <summary>Settings of the Docker Engine, section <c>Slipway:Docker</c>.</summary>
public sealed class DockerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Slipway:Docker";

    /// <summary>
    /// Gets or sets where the engine listens: <c>unix:///path</c> or <c>tcp://host:port</c>. Default <c>unix:///var/run/docker.sock</c>.
    /// The host passes <c>DOCKER_HOST</c> on to it.
    /// </summary>
    [Required]
    [RegularExpression("^(unix|tcp|http)://.+$", ErrorMessage = "Host must start with unix://, tcp:// or http://")]
    public string Host { get; set; } = "unix:///var/run/docker.sock";

    /// <summary>Gets or sets how long an ordinary call may take before the engine counts as unreachable. Default 2 min; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Gets or sets whether the health check of a container that has just started is run at once, and not only when the engine does so: after its interval.
    /// Default true. What other containers wait for to be healthy is left to the engine.
    /// </summary>
    public bool EarlyHealthChecks { get; set; } = true;

    /// <summary>Gets or sets whether images are built by BuildKit through the Docker client where that works. Default true; false builds by the engine's API.</summary>
    public bool UseBuildKit { get; set; } = true;

    /// <summary>Gets or sets the Docker clients to try for BuildKit, by preference. Default: <c>docker</c>, then <c>/usr/bin/docker</c>.</summary>
    public IList<string>? BuildClients { get; set; }

    /// <summary>Gets or sets whether a build may use another network than <c>default</c> or <c>none</c>. Default false.</summary>
    public bool AllowAnyBuildNetwork { get; set; }

    /// <summary>
    /// Gets or sets the file with registry credentials. Default: <c>.docker/config.json</c> in the home directory of the server's user.
    /// </summary>
    public string? CredentialsFile { get; set; }

    /// <summary>
    /// Gets or sets how old an image that was built here becomes at least, when no container uses it, before it is removed. What a rollback needs is built again
    /// then. Default 7 days; 1 h to 3650 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepUnusedImages { get; set; } = TimeSpan.FromDays(7);
}
