using System.Text.RegularExpressions;

namespace Slipway.Core.Clusters;

/// <summary>Guesses what is not to be shown. Shows too little rather than too much.</summary>
internal static partial class Secrets
{
    /// <summary>Whether a name or its value looks like a secret.</summary>
    public static bool IsLikely(string name, string value) => Names().IsMatch(name) || Words().IsMatch(value) || Logins().IsMatch(value);

    [GeneratedRegex("PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|AUTH|PRIVATE|SALT|SIGNATURE|CERT|DSN|CONN(ECTION)?_?STR|WEBHOOK|LICEN[CS]E", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    // In a command, say, where no name tells.
    [GeneratedRegex("PASSW|PASSPHRASE|SECRET|TOKEN|API_?KEY|CREDENTIAL|PRIVATE_?KEY|requirepass", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    // A URL with a user and a password.
    [GeneratedRegex(@"://[^/\s@]+@", RegexOptions.CultureInvariant)]
    private static partial Regex Logins();
}
