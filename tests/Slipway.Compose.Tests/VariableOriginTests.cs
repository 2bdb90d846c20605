using static Slipway.Compose.Tests.Origins;

namespace Slipway.Compose.Tests;

public sealed class VariableOriginTests
{
    [Theory]
    [InlineData("${A}", "A Environment - given")]
    [InlineData("${B}", "B DotEnv .env:2:3 file")]
    [InlineData("${C}", "C DotEnv .env:3:3 given-c")]
    [InlineData("${D}", "D Unset -")]
    [InlineData("${D:-x}", "D Default - x")]
    [InlineData("${D:-${A}}", "D Default - given")]
    [InlineData("${A:+y}", "A Alternative - y")]
    [InlineData("${A:-x}", "A Environment - given")]
    [InlineData("$COMPOSE_PROJECT_NAME", "COMPOSE_PROJECT_NAME Loader - project")]
    public void Explain_Variable_SaysWhereItsValueIsFrom(string template, string expected)
    {
        var result = Compose.Load(Compose.With(("A", "given")) with { Provenance = true }, $"services:\n  web:\n    image: \"i{template}\"\n", (".env", "A=file\nB=file\nC=${A}-c\n"));
        var origin = Assert.Single(result.Explain("services.web.image").Origins);

        Assert.Equal("i" + template, origin.Text);
        Assert.Equal(expected, Short(Assert.Single(origin.Variables)));
    }

    [Fact]
    public void Explain_Variable_NamesWhatCountsLessAndWhatItIsMadeOf()
    {
        var result = Compose.Load(Compose.With(("A", "given")) with { Provenance = true }, "services:\n  web:\n    image: ${A}${C}\n", (".env", "A=file\nC=${A}-c\n"));
        var variables = Assert.Single(result.Explain("services.web.image").Origins).Variables;

        Assert.Equal("A DotEnv .env:1:3 file", Short(Assert.Single(variables[0].Hidden)));
        Assert.Equal("${A}-c", variables[1].Text);
        Assert.Equal("A Environment - given", Short(Assert.Single(variables[1].Variables)));
    }

    [Fact]
    public void Explain_NamedEnvFiles_TheLaterCountsMore()
    {
        var result = Compose.Load(Compose.Options with { Provenance = true, EnvFiles = ["a.env", "b.env"] }, "services:\n  web:\n    image: ${A}\n", ("a.env", "A=1\n"), ("b.env", "A=2\n"));
        var variable = Assert.Single(Assert.Single(result.Explain("services.web.image").Origins).Variables);

        Assert.Equal("A EnvFile b.env:1:3 2", Short(variable));
        Assert.Equal("A EnvFile a.env:1:3 1", Short(Assert.Single(variable.Hidden)));
    }

    [Fact]
    public void Explain_BareName_TakesItsValueFromTheEnvironment()
    {
        var result = Compose.Load(Compose.With(("A", "given")) with { Provenance = true }, "services:\n  web:\n    image: w\n    environment: [A]\n    build: {context: ., args: {A: }}\n");

        Assert.Equal("A Environment - given", Short(Assert.Single(Assert.Single(result.Explain("services.web.environment.A").Origins).Variables)));
        Assert.Equal("A Environment - given", Short(Assert.Single(Assert.Single(result.Explain("services.web.build.args.A").Origins).Variables)));
    }
}
