using System.Security.Cryptography;
using System.Text;
using Slipway.Messaging;

namespace Slipway.Imports.Updates;

/// <summary>Ids of chains that a message begins: the same whenever it is delivered, so that a duplicate begins nothing anew.</summary>
internal static class ChainIds
{
    private const int TimeDigits = 12;

    /// <summary>The id of the chain for one of the things that a message leads to; they sort by the time of the message.</summary>
    public static string Of(HandlerContext context, string what)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{context.MessageId}\n{what}")));
        var isUuid = context.MessageId.Length == 32 && context.MessageId.All(char.IsAsciiHexDigitLower);
        return string.Concat(isUuid ? context.MessageId.AsSpan(0, TimeDigits) : hash.AsSpan(0, TimeDigits), "7", hash.AsSpan(TimeDigits + 1, 32 - TimeDigits - 1));
    }
}
