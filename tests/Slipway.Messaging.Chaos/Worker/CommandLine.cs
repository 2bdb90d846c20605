using Microsoft.Extensions.Configuration;

namespace Slipway.Messaging.Chaos;

/// <summary>Reads <c>--name=value</c>; of two with one name, the last.</summary>
internal static class CommandLine
{
    public static void AddCommandLineOf(this IConfigurationBuilder configuration, string[] arguments) => configuration.AddInMemoryCollection(
        arguments.Where(a => a.StartsWith("--", StringComparison.Ordinal))
            .Select(a => a[2..].Split('=', 2))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0], StringComparer.OrdinalIgnoreCase)
            .Select(same => KeyValuePair.Create(same.Key, (string?)same.Last()[1])));
}
