using System.Collections.Immutable;
using Slipway.Core.Configurations;

namespace Slipway.Core.Tests.Configurations;

public sealed class ConfigurationSetValidatorTests
{
    public static TheoryData<string, ConfigurationSet, string> Cases { get; } = new()
    {
        { "empty", new ConfigurationSet(), "configurations: there is none; give at least one" },
        { "twice", Given.Set(Given.Instance("web"), Given.Instance("web")), "configurations.web: the name is given twice" },
        { "name", Given.Set(Given.Instance("we b")), "configurations.we b.name: \"we b\" is not a name; use letters, digits, ., _ and -" },
        { "no name", Given.Set(Given.Instance("")), "configurations..name: \"\" is not a name; use letters, digits, ., _ and -" },
        { "build", Given.Set(Given.Instance("web") with { Image = Given.Built() }), "configurations.web.image: a build needs a repository; give an image by reference, or import a repository" },
        { "image", Given.Set(Given.Instance("web", "")), "configurations.web.image: the reference is empty" },
        { "dependency", Given.Set(Given.Instance("web").After("db")), "configurations.web.dependsOn: there is no configuration \"db\"" },
        { "network", Given.Set(Given.Instance("web")) with { Networks = [] }, "configurations.web.networks: there is no network \"default\"" },
        { "volume", Given.Set(Given.Instance("web").Mounting(new VolumeMount("/data", false, "data"))), "configurations.web.mounts: there is no volume \"data\"" },
        { "repository", Given.Set(Given.Instance("web").Mounting(new RepositoryMount("/data", false, "data", "abc"))), "configurations.web.mounts: a repository path needs a repository; give a volume or a file with its content" },
        { "port", Given.Set(Given.Instance("web").Publishing(0, null)), "configurations.web.ports: 0 is not a port; use 1-65535" },
        { "port high", Given.Set(Given.Instance("web").Publishing(65536, null)), "configurations.web.ports: 65536 is not a port; use 1-65535" },
        { "replicas", Given.Set(Given.Instance("web") with { Replicas = -1 }), "configurations.web.replicas: -1 is out of range; use 0-1000" },
        { "replicas high", Given.Set(Given.Instance("web") with { Replicas = 1001 }), "configurations.web.replicas: 1001 is out of range; use 0-1000" },
        { "cycle", Given.Set(Given.Instance("a").After("b"), Given.Instance("b").After("a")), "configurations: a, b depend on each other in a cycle. (Parameter 'configurations')" },
        { "published", Given.Set(Given.Instance("web").Publishing(80, "http")), "configurations.web.ports: \"http\" is not a port or a range such as 8000-8010" },
        { "published range", Given.Set(Given.Instance("web").Publishing(80, "90-80")), "configurations.web.ports: \"90-80\" is not a port or a range such as 8000-8010" },
        { "shared network", Given.Set(Given.Instance("web") with { Networks = [], NetworkMode = "service:db" }), "configurations.web.networkMode: there is no configuration \"db\"" },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Cases))]
    public void Validate_Wrong_SaysWhereAndWhat(string name, ConfigurationSet set, string expected)
    {
        var found = Assert.Single(ConfigurationSetValidator.Validate(set));

        Assert.True(found.ToString() == $"error SW0100: {expected}", $"{name}: {found}");
    }

    [Fact]
    public void Validate_SeveralWrong_FindsAll() => Assert.Equal(
        2, ConfigurationSetValidator.Validate(Given.Set(Given.Instance("web", "").Publishing(0, null))).Length);

    [Fact]
    public void Validate_Right_FindsNothing() => Assert.Empty(ConfigurationSetValidator.Validate(
        Given.Set(
            Given.Instance("web").After("db").Publishing(80, "8000-8010").Mounting(new VolumeMount("/data", false, "data")) with { Replicas = 0 },
            Given.Instance("db") with { Mounts = ImmutableArray<Mount>.Empty.Add(new TmpfsMount("/tmp", false)) }).WithVolume("data")));
}
