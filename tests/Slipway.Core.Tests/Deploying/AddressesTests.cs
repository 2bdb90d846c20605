using Slipway.Core.Deploying;
using Slipway.Core.Planning;

namespace Slipway.Core.Tests.Deploying;

public sealed class AddressesTests
{
    [Fact]
    public void Of_TwinsOfIPv4AndIPv6_AreOneAddressThatLocalhostReaches()
    {
        // An engine that chooses ports may choose another one for each.
        PublishedPort[] ports = [new(8080, "tcp", "0.0.0.0", 32806), new(8080, "tcp", "::", 32808), new(9090, "tcp", "0.0.0.0", 9090), new(9090, "tcp", "::", 9090)];

        Assert.Equal([("localhost", 32806), ("localhost", 9090)], Addresses.Of([With(ports)]).Select(a => (a.Host, a.HostPort)));
    }

    [Fact]
    public void Of_PortOnIPv6Only_IsKept()
    {
        PublishedPort[] ports = [new(8080, "tcp", "::", 8080)];

        Assert.Equal([8080], Addresses.Of([With(ports)]).Select(a => a.HostPort));
    }

    private static ObservedContainer With(PublishedPort[] ports) =>
        new() { Id = "c", Name = "shop-web-1", Instance = "web", Number = 1, ClusterId = "1", Hash = "h", ImageId = "i", State = ContainerState.Running, Ports = [.. ports] };
}
