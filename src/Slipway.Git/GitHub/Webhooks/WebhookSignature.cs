using System.Security.Cryptography;
using System.Text;

namespace Slipway.Git.GitHub.Webhooks;

/// <summary>Whether a webhook's body comes from who knows the secret (HMAC SHA-256 over the bytes as they arrived).</summary>
public static class WebhookSignature
{
    /// <summary>The header that carries the signature. The one with SHA-1 (<c>X-Hub-Signature</c>) is not looked at.</summary>
    public const string Header = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    /// <param name="body">The body, byte for byte.</param>
    /// <param name="header">The header's value; null where there is none.</param>
    /// <param name="secret">The secret; an empty one accepts nothing.</param>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Length == 0 || header is null || header.Length != Prefix.Length + (HMACSHA256.HashSizeInBytes * 2) || !header.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }

    /// <summary>Makes the header's value for a body, as GitHub does.</summary>
    public static string Of(ReadOnlySpan<byte> body, string secret) =>
        Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
