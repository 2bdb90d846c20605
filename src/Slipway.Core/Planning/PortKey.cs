namespace Slipway.Core.Planning;

/// <summary>A port on the host.</summary>
public readonly record struct PortKey(int Port, string Protocol) : IComparable<PortKey>
{
    public static bool operator <(PortKey left, PortKey right) => left.CompareTo(right) < 0;

    public static bool operator >(PortKey left, PortKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(PortKey left, PortKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PortKey left, PortKey right) => left.CompareTo(right) >= 0;

    public int CompareTo(PortKey other) =>
        Port != other.Port ? Port.CompareTo(other.Port) : string.CompareOrdinal(Protocol, other.Protocol);

    public override string ToString() => $"{Port}/{Protocol}";
}
