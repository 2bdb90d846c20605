namespace Slipway.Compose.Tests;

public sealed class ProfileTests
{
    private const string Text = """
        services:
          web:
            image: nginx
            depends_on: [db]
          db:
            image: postgres
          debug:
            image: busybox
            profiles: [debug]
            env_file: not-there.env
        """;

    [Theory]
    [InlineData("prdo", "Did you mean prod?")]
    [InlineData("prod", null)]
    [InlineData("something-else", null)]
    public void Load_ProfileThatLooksMisspelt_IsMentioned(string profile, string? hint)
    {
        var result = Compose.Load(Compose.Options with { Profiles = [profile] }, "services:\n  a: {image: x, profiles: [prod]}\n  b: {image: x}\n");

        Assert.NotNull(result.Project);
        Assert.Equal(hint is null ? 0 : 1, result.Diagnostics.Length);
        Assert.All(result.Diagnostics, d => Assert.EndsWith(hint!, d.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NoProfile_LeavesServicesWithProfilesDisabled()
    {
        var project = Compose.Project(Text);

        Assert.Equal(["db", "web"], project.Services.Keys);
        Assert.Equal(["debug"], project.DisabledServices.Keys);
    }

    [Theory]
    [InlineData("debug")]
    [InlineData("*")]
    public void Load_ProfileActive_EnablesItsServices(string profile)
    {
        var project = Compose.Load(Compose.Options with { Profiles = [profile] }, Text, ("not-there.env", "A=1")).GetProjectOrThrow();

        Assert.Equal(["db", "debug", "web"], project.Services.Keys);
    }

    [Fact]
    public void Load_ProfilesInEnvironment_AreUsed()
    {
        var project = Compose.Load(Compose.With(("COMPOSE_PROFILES", "other, debug")), Text, ("not-there.env", "A=1")).GetProjectOrThrow();

        Assert.True(project.Services.ContainsKey("debug"));
    }

    [Fact]
    public void Load_ServicesWanted_KeepsThemAndTheirDependencies()
    {
        var project = Compose.Load(Compose.Options with { Services = ["db"] }, Text).GetProjectOrThrow();

        Assert.Equal(["db"], project.Services.Keys);
    }

    [Fact]
    public void Load_UnknownServiceWanted_IsReported()
    {
        var result = Compose.Load(Compose.Options with { Services = ["wbe"] }, Text);

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(Rules.UnknownService.Code, error.Code);
        Assert.Contains("Did you mean web?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ServiceNamedWhileAnotherIsBroken_RefusesTheProject()
    {
        const string Text = "services:\n  good: {image: x}\n  bad: {image: x, networks: [missing]}\n";

        var result = Compose.Load(Compose.Options with { Services = ["good"] }, Text);

        Assert.Equal("XC0806", Assert.Single(Compose.Errors(result)).Code);
    }

    [Fact]
    public void Load_DisabledServiceNamed_EnablesItsProfileAndReadsItsLabels()
    {
        const string Text = "services:\n  a: {image: x, profiles: [p], label_file: l.env, depends_on: [b]}\n  b: {image: x, profiles: [p]}\n  c: {image: x}\n";

        var project = Compose.Load(Compose.Options with { Services = ["a"] }, Text, ("l.env", "L=1\n")).GetProjectOrThrow();

        Assert.Equal(["a", "b"], project.Services.Keys);
        Assert.Equal("1", project.Services["a"].Labels["L"]);
    }

    [Fact]
    public void Load_NamedServiceNeedsDisabledOne_SaysSo()
    {
        const string Text = "services:\n  a: {image: x, profiles: [p], depends_on: [b]}\n  b: {image: x, profiles: [q]}\n";

        var result = Compose.Load(Compose.Options with { Services = ["a"] }, Text);

        Assert.NotEmpty(Compose.Errors(result));
    }
}
