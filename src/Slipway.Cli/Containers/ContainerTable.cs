using System.Collections.Immutable;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Containers;

/// <summary>The table of <c>ps</c>.</summary>
internal static class ContainerTable
{
    private const int ShortId = 12;
    private const int StateColumn = 1;
    private static readonly string[] Headings = ["INSTANCE", "STATE", "PORTS", ">RESTARTS", "CONTAINER", "ID"];

    public static ImmutableArray<string> Lay(ImmutableArray<ContainerView> containers, Screen screen)
    {
        var rows = containers.Select(container => (IReadOnlyList<string>)
        [
            container.Instance,
            State(container),
            container.Addresses.IsEmpty ? "-" : string.Join(' ', container.Addresses.Select(Port)),
            container.RestartCount.ToString(CultureInfo.InvariantCulture),
            container.Name,
            container.Id.Length > ShortId ? container.Id[..ShortId] : container.Id,
        ]).ToArray();
        return TextTable.Lay(Headings, rows, screen.Width, Paint);

        string Paint(int row, int column, string text) => row < 0 ? screen.Palette.Dim(text) : column != StateColumn ? text : containers[row] switch
        {
            { Health: "unhealthy" } or { ExitCode: > 0, State: not "running" } => screen.Palette.Bad(text),
            { State: "running", Health: "" or "healthy" } => screen.Palette.Good(text),
            { State: "exited", ExitCode: 0 } => screen.Palette.Dim(text),
            _ => screen.Palette.Attention(text),
        };
    }

    private static string Port(AddressView address) => string.Create(CultureInfo.InvariantCulture, $"{address.HostPort}->{address.Target}");

    private static string State(ContainerView container) => container switch
    {
        { State: "running", Health.Length: > 0 } => $"running ({container.Health})",
        { State: not "running", ExitCode: { } code } => string.Create(CultureInfo.InvariantCulture, $"{container.State} ({code})"),
        _ => container.State,
    };
}
