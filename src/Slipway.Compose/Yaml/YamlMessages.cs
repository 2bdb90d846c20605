using YamlDotNet.Core;

namespace Slipway.Compose;

/// <summary>Says in the user's words what the parser complains about.</summary>
internal static class YamlMessages
{
    public static string Explain(YamlException error)
    {
        var message = error.Message.TrimEnd('.');
        return message.Contains("tab", StringComparison.OrdinalIgnoreCase)
            ? "tabs cannot indent YAML; use spaces."
            : $"this is not YAML: {char.ToLowerInvariant(message[0])}{message[1..]}.";
    }
}
