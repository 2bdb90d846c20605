using System.Text;
using System.Text.Json;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slipway.Docker.Images;

/// <summary>
/// Logins of the server's user, from the Docker client's own file. Only logins that stand in it count: credential helpers are programs,
/// and none is started.
/// </summary>
internal sealed class RegistryCredentials(IOptions<DockerOptions> options, ILogger<RegistryCredentials> logger)
{
    private static readonly string[] DefaultRegistryKeys = ["https://index.docker.io/v1/", "index.docker.io", "docker.io", "registry-1.docker.io"];

    /// <summary>The login for a registry, or null to pull anonymously.</summary>
    public AuthConfig? For(string registry)
    {
        var file = options.Value.CredentialsFile
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker", "config.json");
        try
        {
            if (!File.Exists(file))
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllText(file));
            string[] keys = registry == ImageName.DefaultRegistry ? DefaultRegistryKeys : [registry, "https://" + registry];
            return keys.Select(key => Read(document.RootElement, key)).FirstOrDefault(login => login is not null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            logger.CredentialsUnreadable(error, file);
            return null;
        }
    }

    private static AuthConfig? Read(JsonElement root, string key)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("auths", out var all) || all.ValueKind != JsonValueKind.Object
            || !all.TryGetProperty(key, out var entry) || entry.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (entry.TryGetProperty("identitytoken", out var token) && token.GetString() is { Length: > 0 } identity)
        {
            return new AuthConfig { IdentityToken = identity, ServerAddress = key };
        }

        var login = entry.TryGetProperty("auth", out var auth) ? Encoding.UTF8.GetString(Convert.FromBase64String(auth.GetString() ?? string.Empty)) : string.Empty;
        var colon = login.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? null : new AuthConfig { Username = login[..colon], Password = login[(colon + 1)..], ServerAddress = key };
    }
}
