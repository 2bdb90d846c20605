using CsCheck;

namespace Slipway.Compose.Tests;

public sealed class EnvFileTests
{
    [Theory]
    [InlineData("A=1\n", "A", "1")]
    [InlineData("  A = 1 \n", "A", "1")]
    [InlineData("export A=1\n", "A", "1")]
    [InlineData("A: 1\n", "A", "1")]
    [InlineData("A=1 # comment\n", "A", "1")]
    [InlineData("A=1#2\n", "A", "1#2")]
    [InlineData("A=#1\n", "A", "#1")]
    [InlineData("A='a\\'b $X \\n'\n", "A", "a'b $X \\n")]
    [InlineData("A=\"a\\\"b\\n\\$X\"\n", "A", "a\"b\n$X")]
    [InlineData("A=\"two\nlines\"\n", "A", "two\nlines")]
    [InlineData("A=x\nB=${A}y\n", "B", "xy")]
    [InlineData("A=x\r\nB=y\r\n", "A", "x")]
    [InlineData("# only\n\nA=\n", "A", "")]
    [InlineData("A=\"\\101\"\n", "A", "\\101")]
    [InlineData("A=\"\\0101\"\n", "A", "A")]
    public void Parse_Value(string text, string name, string expected)
    {
        var (values, report) = Parse(text);

        Assert.False(report.HasErrors);
        Assert.Equal(expected, values[name]);
    }

    [Theory]
    [InlineData("A=1\nB='open\n", 2, 3)]
    [InlineData("A B=1\n", 1, 1)]
    [InlineData("A!=1\n", 1, 2)]
    [InlineData("A=${B\n", 1, 3)]
    [InlineData("A=${B:?no}\n", 1, 3)]
    public void Parse_Fault_IsReportedAtItsPlace(string text, int line, int column)
    {
        var (_, report) = Parse(text);

        var error = Assert.Single(report.ToDiagnostics());
        Assert.Equal(new SourceSpan("x.env", line, column), error.Span);
    }

    [Fact]
    public void Parse_AnyText_NeverThrows() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["AB='\"\\\n#$:{} "]), 0, 100].Sample(text => Parse(text).Values is not null);

    [Fact]
    public void Load_DotEnv_FillsVariablesButNeverReplacesTheEnvironment()
    {
        var project = Compose.Load(Compose.With(("A", "outer")), Compose.WithService("environment: [\"A=$A\", \"B=$B\"]"), (".env", "A=inner\nB=inner\n")).GetProjectOrThrow();

        Assert.Equal("outer", project.Services["web"].Environment["A"]);
        Assert.Equal("inner", project.Services["web"].Environment["B"]);
    }

    [Fact]
    public void Load_EnvFiles_LaterWinsAndOwnEnvironmentWinsOverall()
    {
        var service = Compose.Service(
            """
            env_file:
              - one.env
              - path: two.env
              - path: gone.env
                required: false
            environment:
              C: own
              D:
            """,
            ("one.env", "A=1\nB=1\nC=1\nD=1\n"), ("two.env", "B=2\n"));

        Assert.Equal(
            [("A", "1"), ("B", "2"), ("C", "own"), ("D", null)],
            service.Environment.Select(e => (e.Key, e.Value)));
        Assert.True(service.EnvFiles.IsEmpty);
    }

    [Fact]
    public void Load_MissingEnvFile_PointsToWhereItIsNamed()
    {
        var error = Assert.Single(Compose.Load(Compose.WithService("env_file:\n  - gone.env")).Diagnostics);

        Assert.Equal(
            $"compose.yaml:5:9: error {Rules.FileMissing.Code}: services.web.env_file[0]: the file gone.env does not exist; create it or change the path.",
            error.ToString());
    }

    [Fact]
    public void Load_RawEnvFile_IsTakenLiterally() =>
        Assert.Equal("'a' $X # y", Compose.Service("env_file:\n  - path: raw.env\n    format: raw", ("raw.env", "A='a' $X # y\n")).Environment["A"]);

    [Fact]
    public void Load_LabelFile_GivesWayToLabels()
    {
        var service = Compose.Service("label_file: l.env\nlabels: {a: own}", ("l.env", "a=file\nb=file\n"));

        Assert.Equal("own", service.Labels["a"]);
        Assert.Equal("file", service.Labels["b"]);
    }

    private static (Dictionary<string, string> Values, LoadReport Report) Parse(string text)
    {
        var values = new Dictionary<string, string>();
        var report = new LoadReport(ComposeLimits.Default);
        new EnvFileParser(text, "x.env", _ => null, values, report, ComposeLimits.Default).Parse();
        return (values, report);
    }
}
