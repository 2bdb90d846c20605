using System.Text;
using System.Text.RegularExpressions;
using Slipway.Core.Configurations;

namespace Slipway.Imports.Feedback;

/// <summary>Takes out of a text what a configuration keeps secret: values of variables whose names say so, contents of files, and passwords in URLs.</summary>
internal sealed partial class SecretMask
{
    private const string Hidden = "•••";

    // Shorter ones are words, numbers and yes or no; without them the text would be unreadable and nothing would be hidden.
    private const int Shortest = 6;
    private const int LongestFile = 64 * 1024;

    private readonly string[] _secrets;

    public SecretMask(ConfigurationSet set)
    {
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var configuration in set.Configurations)
        {
            secrets.UnionWith(configuration.Environment.Where(v => Names().IsMatch(v.Key)).Select(v => v.Value));
            foreach (var file in configuration.Mounts.OfType<FileMount>().Where(f => f.ContentBase64.Length <= LongestFile))
            {
                var text = Encoding.UTF8.GetString(Convert.FromBase64String(file.ContentBase64));
                secrets.UnionWith(text.Split('\n', StringSplitOptions.TrimEntries));
            }
        }

        _secrets = [.. secrets.Where(s => s.Trim().Length >= Shortest).OrderByDescending(s => s.Length)];
    }

    public string Of(string text)
    {
        var masked = Logins().Replace(text, "://" + Hidden + "@");
        foreach (var secret in _secrets)
        {
            masked = masked.Replace(secret, Hidden, StringComparison.Ordinal);
        }

        return masked;
    }

    [GeneratedRegex("PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|AUTH|PRIVATE|SALT|SIGNATURE|CERT|DSN|CONN|WEBHOOK|LICEN[CS]E|URL|URI", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"://[^/\s@]+@", RegexOptions.CultureInvariant)]
    private static partial Regex Logins();
}
