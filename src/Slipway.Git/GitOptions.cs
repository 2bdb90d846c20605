using System.ComponentModel.DataAnnotations;

namespace Slipway.Git;

/// <summary>Settings of the repositories.</summary>
public sealed class GitOptions
{
    /// <summary>Gets or sets the directory under which mirrors and checkouts are kept. Required, absolute.</summary>
    [Required]
    public string Directory { get; set; } = string.Empty;

    /// <summary>Gets or sets how many files and directories an archive or a checkout may have. Default 500 000; 1 to 10 million.</summary>
    /// <remarks>A few kilobytes of Git objects can describe billions of files, because trees may be shared.</remarks>
    [Range(1, 10_000_000)]
    public int EntryLimit { get; set; } = 500_000;

    /// <summary>Gets or sets the size of all files of an archive or a checkout, in bytes. Default 10 GiB.</summary>
    [Range(1, long.MaxValue)]
    public long ContentLimitBytes { get; set; } = 10L * 1024 * 1024 * 1024;
}
