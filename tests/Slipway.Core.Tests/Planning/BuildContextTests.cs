using Slipway.Core.Configurations;
using Slipway.Core.Planning;

namespace Slipway.Core.Tests.Planning;

/// <summary>Builds whose contexts are images of other instances.</summary>
public sealed class BuildContextTests
{
    [Fact]
    public void Plan_ContextIsTheImageOfAnother_BuildsThatFirst()
    {
        var set = Given.Set(On("app", "base"), Built("base", "1"));

        var plan = DeployPlanner.Plan(Given.Desired(set), new ObservedState());

        var builds = plan.Nodes.Where(n => n.Operation is BuildImage).ToArray();
        Assert.Equal(["base", "app"], builds.Select(b => b.Operation.Instance));
        Assert.Equal([builds[0].Id], builds[1].After);
        Assert.Equal("docker-image://" + builds[0].Operation.Subject, Assert.Single(((BuildImage)builds[1].Operation).Image.Contexts!.Value).Reference);
    }

    [Fact]
    public void Resolve_TheOtherChanges_IsAnotherImage() => Assert.NotEqual(
        Given.Desired(Given.Set(On("app", "base"), Built("base", "1"))).Containers.Single(c => c.Instance == "app").Image,
        Given.Desired(Given.Set(On("app", "base"), Built("base", "2"))).Containers.Single(c => c.Instance == "app").Image);

    [Fact]
    public void Resolve_ImageByReference_IsThatImage()
    {
        var app = Given.Desired(Given.Set(On("app", "base"), Given.Instance("base", "debian:12"))).Containers.Single(c => c.Instance == "app");

        Assert.Equal("docker-image://debian:12", Assert.Single(((BuiltImage)app.Configuration.Image).Contexts!.Value).Reference);
    }

    [Fact]
    public void Plan_ContextsInACycle_Ends() =>
        Assert.Equal(2, DeployPlanner.Plan(Given.Desired(Given.Set(On("a", "b"), On("b", "a"))), new ObservedState()).Nodes.Count(n => n.Operation is BuildImage));

    private static RunnableConfiguration Built(string name, string tree) => Given.Instance(name) with { Image = Given.Built(name, tree) };

    private static RunnableConfiguration On(string name, string other) => Given.Instance(name) with
    {
        Image = Given.Built(name) with { Contexts = [new BuildContext { Name = "base", Instance = other }] },
    };
}
