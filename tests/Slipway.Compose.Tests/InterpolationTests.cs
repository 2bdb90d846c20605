using CsCheck;

namespace Slipway.Compose.Tests;

public sealed class InterpolationTests
{
    private static readonly Dictionary<string, string> Values = new() { ["A"] = "one", ["EMPTY"] = "", ["DOLLAR"] = "$A" };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("$A", "one")]
    [InlineData("${A}", "one")]
    [InlineData("$A-$A", "one-one")]
    [InlineData("$$A", "$A")]
    [InlineData("$", "$")]
    [InlineData("$1", "$1")]
    [InlineData("$MISSING.", ".")]
    [InlineData("${MISSING:-x}", "x")]
    [InlineData("${EMPTY:-x}", "x")]
    [InlineData("${EMPTY-x}", "")]
    [InlineData("${MISSING-x}", "x")]
    [InlineData("${A:+x}", "x")]
    [InlineData("${EMPTY:+x}", "")]
    [InlineData("${EMPTY+x}", "x")]
    [InlineData("${MISSING+x}", "")]
    [InlineData("${A:?x}", "one")]
    [InlineData("${MISSING:-${EMPTY:-$A}}", "one")]
    [InlineData("${MISSING:-{\"a\": {}}}!", "{\"a\": {}}!")]
    [InlineData("${MISSING-:-x}", ":-x")]
    [InlineData("${A:-${BROKEN}", "one")]
    [InlineData("${MISSING:-${BROKEN}", null)]
    [InlineData("${MISSING:-{}", "{")]
    [InlineData("${A:-${B!}}", "one")]
    [InlineData("${DOLLAR}", "$A")]
    [InlineData("${}", null)]
    [InlineData("${1}", null)]
    [InlineData("${ A }", null)]
    [InlineData("${A.B}", null)]
    [InlineData("${A:=x}", null)]
    [InlineData("${A", null)]
    [InlineData("${MISSING:?}", null)]
    [InlineData("${EMPTY:?}", null)]
    [InlineData("${MISSING:-a\nb}", null)]
    public void Evaluate(string text, string? expected)
    {
        var result = Template(name => Values.GetValueOrDefault(name), 1000).Evaluate(text);

        Assert.Equal(expected, result.Problem is null ? result.Text : null);
    }

    [Fact]
    public void Evaluate_AnyText_NeverThrows() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["${}:-?+A_b0 \n"]), 0, 200].Sample(text =>
            Template(name => Values.GetValueOrDefault(name), 1000).Evaluate(text) is { } result && (result.Problem is null or { Length: > 0 }));

    [Fact]
    public void Evaluate_TextWithDollarsDoubled_IsTheText() =>
        Gen.String.Sample(text => Template(_ => "x", int.MaxValue).Evaluate(text.Replace("$", "$$", StringComparison.Ordinal)).Text == text);

    private static Template Template(VariableLookup lookup, int maxLength)
    {
        var limits = ComposeLimits.Default with { MaxValueLength = maxLength, MaxTotalText = int.MaxValue };
        return new Template(lookup, limits, new LoadReport(limits));
    }

    [Fact]
    public void Load_TypedAttribute_IsCastAfterFilling()
    {
        var service = Compose.Load(Compose.With(("N", "3"), ("RO", "yes")), Compose.WithService("scale: ${N}\nread_only: $RO\ncpus: \"0.5\"")).GetProjectOrThrow().Services["web"];

        Assert.Equal(3, service.Scale);
        Assert.True(service.ReadOnly);
        Assert.Equal(0.5, service.Cpus);
    }

    [Fact]
    public void Load_FailingTemplates_AreAllReportedWithTheirPlaces()
    {
        var result = Compose.Load(Compose.WithService("user: ${A.B}\nhostname: ${NAME:?say which}\nscale: many"));

        Assert.Equal(
            [(Rules.Template.Code, 4, 11), (Rules.RequiredVariable.Code, 5, 15), (Rules.Cast.Code, 6, 12)],
            result.Diagnostics.Select(d => (d.Code, d.Span.Line, d.Span.Column)));
    }

    [Fact]
    public void Load_ProjectNameInTemplate_IsTheFinalName() =>
        Assert.Equal("shop-web", Compose.Project("name: Shop\n" + Compose.WithService("hostname: ${COMPOSE_PROJECT_NAME}-web")).Services["web"].Hostname);
}
