using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.Git.GitHub.Client;

/// <summary>The token by which a GitHub App proves who it is (RFC 7519, RS256); good for nine minutes.</summary>
internal static class AppToken
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(9);

    // Clocks differ; GitHub refuses a token from its future.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    public static string Make(long appId, string privateKeyPem, DateTimeOffset now)
    {
        using var key = RSA.Create();
        key.ImportFromPem(privateKeyPem);
        var claims = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"iat":{{(now - Skew).ToUnixTimeSeconds()}},"exp":{{(now + Life).ToUnixTimeSeconds()}},"iss":"{{appId}}"}""");
        var text = $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
