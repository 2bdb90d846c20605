using System.Security.Cryptography;
using System.Text;

namespace Slipway.Server.Security;

/// <summary>The secret of this run. Whoever can read the data directory may use the API; nobody else, though the port is open to every local user.</summary>
internal sealed class AccessToken
{
    private const string Scheme = "Bearer ";

    public string Value { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    public bool IsIn(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..]), Encoding.UTF8.GetBytes(Value));
    }
}
