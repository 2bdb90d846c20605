using System.Globalization;

namespace Slipway.Api;

/// <summary>Ages as people write them: <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>.</summary>
public static class AgeText
{
    private const int MostDays = 3650;

    /// <summary>Reads an age.</summary>
    /// <param name="text">A whole number and a unit.</param>
    /// <param name="age">The age; zero where it cannot be read.</param>
    /// <returns>Whether it could be read: more than nothing and at most ten years.</returns>
    public static bool TryParse(string text, out TimeSpan age)
    {
        ArgumentNullException.ThrowIfNull(text);
        age = TimeSpan.Zero;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        double? seconds = text[^1] switch
        {
            's' => number,
            'm' => number * 60d,
            'h' => number * 3600d,
            'd' => number * 86_400d,
            _ => null,
        };
        if (seconds is not (> 0 and <= MostDays * 86_400d))
        {
            return false;
        }

        age = TimeSpan.FromSeconds(seconds.Value);
        return true;
    }
}
