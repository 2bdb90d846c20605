using System.Collections.Concurrent;
using System.Globalization;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Names of parameters with a number, made once.</summary>
internal static class ParameterNames
{
    private static readonly ConcurrentDictionary<(string Name, int Index), string> Made = [];

    public static string Of(string name, int index) =>
        Made.GetOrAdd((name, index), key => "@" + key.Name + key.Index.ToString(CultureInfo.InvariantCulture));
}
