using System.Globalization;
using Slipway.Core.Configurations;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>The short form of <c>tmpfs</c>: <c>PATH[:OPTION,…]</c> (Compose Specification, "tmpfs").</summary>
internal static class TmpfsText
{
    public static IEnumerable<TmpfsMount> Convert(IEnumerable<string> items) => items.Select(Convert);

    private static TmpfsMount Convert(string item)
    {
        var (path, options) = item.Split(':', 2) is [var p, var o] ? (p, o) : (item, string.Empty);
        var mount = new TmpfsMount(path, false);
        foreach (var option in options.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            mount = option.Split('=', 2) switch
            {
                ["size", var size] => mount with { SizeBytes = Bytes(size) },
                ["mode", var mode] when mode.Length is > 0 and <= 5 && mode.All(c => c is >= '0' and <= '7') =>
                    mount with { Mode = System.Convert.ToInt32(mode, 8) },
                ["ro"] => mount with { ReadOnly = true },
                _ => mount,
            };
        }

        return mount;
    }

    private static long Bytes(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        var factor = char.ToLowerInvariant(text[^1]) switch
        {
            'k' => 1L << 10,
            'm' => 1L << 20,
            'g' => 1L << 30,
            _ => 1L,
        };
        var digits = factor == 1 ? text : text[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number > long.MaxValue / factor ? 0 : number * factor : 0;
    }
}
