namespace Slipway.Compose.Tests;

public sealed class DiagnosticTests
{
    [Fact]
    public void Load_SeveralFaults_AreAllFound()
    {
        var result = Compose.Load(
            """
            services:
              web:
                imgae: nginx
                ports: [{target: x}]
                restart: 5
              db:
                image: postgres
                deploy: {replica: 2}
            network:
              front: {}
            """);

        Assert.Equal(
            [
                "compose.yaml:3:5: error " + Rules.UnknownAttribute.Code,
                "compose.yaml:4:22: error " + Rules.Cast.Code,
                "compose.yaml:5:14: error " + Rules.WrongKind.Code,
                "compose.yaml:8:14: error " + Rules.UnknownAttribute.Code,
                "compose.yaml:9:1: error " + Rules.UnknownAttribute.Code,
            ],
            result.Diagnostics.Select(d => $"{d.Span}: error {d.Code}"));
    }

    [Theory]
    [InlineData("imgae: x", "image")]
    [InlineData("enviroment: {A: b}", "environment")]
    [InlineData("volume: [a]", "volumes")]
    [InlineData("dependson: [a]", "depends_on")]
    [InlineData("cgroup: hots", "host")]
    public void Load_Misspelt_SuggestsTheWord(string attribute, string word)
    {
        var error = Assert.Single(Compose.Load(Compose.WithService(attribute)).Diagnostics);

        Assert.EndsWith($"Did you mean {word}?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FaultInOverride_PointsIntoTheOverride()
    {
        var result = Compose.Load(Compose.WithService("restart: always"), ("compose.override.yaml", "services:\n  web:\n    networks: [gone]\n    mem_limit: lots\n"));

        Assert.Equal("compose.override.yaml:4:16", Assert.Single(result.Diagnostics, d => d.Code == Rules.ByteSize.Code).Span.ToString());
        Assert.Equal("compose.override.yaml:3:16", Assert.Single(result.Diagnostics, d => d.Code == Rules.UndefinedNetwork.Code).Span.ToString());
    }

    [Fact]
    public void Load_FaultInIncludedFile_PointsIntoIt()
    {
        var result = Compose.Load("include: [part/compose.yaml]\n", ("part/compose.yaml", "services:\n  part:\n    image: x\n    shm_size: lots\n"));

        Assert.Equal("part/compose.yaml:4:15", Assert.Single(result.Diagnostics).Span.ToString());
    }

    [Fact]
    public void Load_FaultInExtendedFile_PointsIntoIt()
    {
        var result = Compose.Load("services:\n  web:\n    extends: {file: base.yaml, service: b}\n", ("base.yaml", "services:\n  b:\n    image: x\n    hostname: 5\n"));

        Assert.Equal("base.yaml:4:15", Assert.Single(result.Diagnostics).Span.ToString());
    }

    [Fact]
    public void Load_Cycle_ShowsThePath()
    {
        var result = Compose.Load(
            """
            services:
              a: {image: x, depends_on: [b]}
              b: {image: x, depends_on: [c]}
              c: {image: x, depends_on: [a]}
            """);

        Assert.Contains("a -> b -> c -> a", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services:\n\tweb: {}\n", 2)]
    [InlineData("services:\n  web: {image: x\n", 2)]
    [InlineData("services:\n  web:\n    image: \"x\n", 3)]
    [InlineData("services:\n  web:\n   image: x\n    user: y\n", 4)]
    public void Load_SyntaxError_SaysTheLine(string text, int line)
    {
        var error = Assert.Single(Compose.Load(text).Diagnostics);

        Assert.Equal(Rules.YamlSyntax.Code, error.Code);
        Assert.Equal(line, error.Span.Line);
    }

    [Theory]
    [InlineData("include:\n  - https://example.com/c.yaml\n")]
    [InlineData("include:\n  - git@example.com:a/b.git\n")]
    [InlineData("include:\n  - path: oci://example.com/a\n")]
    [InlineData("services: {a: {extends: {file: 'https://example.com/c.yaml', service: b}}}\n")]
    public void Load_RemoteFile_IsRefused(string text) =>
        Assert.Equal(Rules.RemoteFile.Code, Assert.Single(Compose.Load(text).Diagnostics, d => d.Severity == Severity.Error && d.Code != Rules.NoImage.Code).Code);

    [Fact]
    public void SpanOf_Attribute_IsItsPlace()
    {
        var project = Compose.Project(Compose.WithService("ports:\n  - \"80:80\"\nprivileged: true"));

        Assert.Equal("compose.yaml:6:17", project.SpanOf("services", "web", "privileged").ToString());
        Assert.Equal("compose.yaml:5:9", project.SpanOf("services", "web", "ports", "0").ToString());
        Assert.Equal("compose.yaml:2:3", project.SpanOf("services", "web").ToString());
        Assert.Contains(project.AttributesOf("web"), a => a.Key == "privileged" && a.KeySpan.Line == 6);
    }
}
