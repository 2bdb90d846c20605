using System.ComponentModel.DataAnnotations;
using Slipway.Server.Metrics;

namespace Slipway.Server.Hosting;

/// <summary>Settings of the HTTP server; section <c>Slipway:Server</c>.</summary>
internal sealed class ServerOptions
{
    public const string Section = "Slipway:Server";

    /// <summary>Gets or sets the address to listen on. Default 127.0.0.1.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Gets or sets the port. Default 7420, or any free one where that is taken; 0 takes any free one.</summary>
    [Range(0, 65535)]
    public int? Port { get; set; }

    /// <summary>Gets or sets who may read <c>/metrics</c>. Default <see cref="MetricsAccess.Off"/>.</summary>
    public MetricsAccess Metrics { get; set; }
}
