using System.Security.Cryptography;
using Slipway.Server.Hosting;

namespace Slipway.Server.Webhooks;

/// <summary>
/// What GitHub signs webhooks with: the setting <c>Slipway:GitHub:WebhookSecret</c>, otherwise the content of a file of the data directory, which is
/// made on first use and readable by its user only. Safe for concurrent use, also by several processes.
/// </summary>
internal sealed class WebhookSecret
{
    public const string Key = "Slipway:GitHub:WebhookSecret";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Lazy<string> _value;

    public WebhookSecret(IConfiguration configuration, ServerHome home)
    {
        var set = configuration[Key];
        var file = Path.Combine(home.Directory, "webhook-secret");
        Place = string.IsNullOrEmpty(set) ? $"the content of {file}" : $"the value of the server's setting {Key}";
        _value = new Lazy<string>(() => string.IsNullOrEmpty(set) ? ReadOrMake(file) : set);
    }

    /// <summary>Gets the secret. It never leaves the server.</summary>
    public string Value => _value.Value;

    /// <summary>Gets where a user finds it.</summary>
    public string Place { get; }

    private static string ReadOrMake(string file)
    {
        if (!File.Exists(file))
        {
            Make(file);
        }

        File.SetUnixFileMode(file, OwnerOnly);
        return File.ReadAllText(file).Trim();
    }

    private static void Make(string file)
    {
        // Whole or not at all, and the first of two processes wins.
        var temporary = $"{file}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) + "\n"));
        }

        try
        {
            File.Move(temporary, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(temporary);
        }
    }
}
