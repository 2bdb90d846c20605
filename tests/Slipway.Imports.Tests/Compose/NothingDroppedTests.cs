using Slipway.Imports.Compose.Trust;
using Severity = Slipway.Core.Diagnostics.Severity;

namespace Slipway.Imports.Tests.Compose;

/// <summary>Nothing that a user writes is dropped in silence: it is honoured, refused or warned about at its place. Each attribute is in SupportTests.</summary>
public sealed class NothingDroppedTests
{
    [Theory]
    [InlineData("cpu_count: 2", "services.web.cpu_count", "it has no effect here: it is for Windows")]
    [InlineData("deploy: {labels: {a: b}}", "services.web.deploy.labels", "it has no effect here: they label the service of a Swarm; use `labels` for the containers")]
    [InlineData("deploy: {placement: {constraints: [a==b]}}", "services.web.deploy.placement", "it has no effect here: there is one engine, on which everything runs")]
    public void Parse_WithoutEffect_IsWarnedAboutAtItsPlace(string body, string path, string message)
    {
        var parsed = Repo.Parse(Repo.Service(body));
        var warning = Assert.Single(parsed.Diagnostics);

        Assert.NotNull(parsed.Set);
        Assert.Equal(("SC0201", Severity.Warning, path, message), (warning.Code, warning.Severity, warning.Path, warning.Message));
        Assert.Equal(("compose.yaml", true), (warning.Location?.File, warning.Location?.Line > 2));
    }

    [Theory]
    [InlineData("pull_policy: daily", "SC0202 services.web.pull_policy")]
    [InlineData("build: {context: ., no_cache: true}", "SC0202 services.web.build.no_cache")]
    [InlineData("build: {context: ., pull: true}", "SC0202 services.web.build.pull")]
    [InlineData("deploy: {restart_policy: {condition: any, max_attempts: 2}}", "SC0202 services.web.deploy.restart_policy.max_attempts")]
    [InlineData("deploy: {mode: global}", "SC0202 services.web.deploy.mode")]
    [InlineData("develop: {watch: [{path: ., action: rebuild}]}", "SC0202 services.web.develop.watch")]
    public void Parse_HonouredInAnotherWay_IsTold(string body, string expected) =>
        Assert.Equal([expected], Repo.Parse(Repo.Service(body).With("Dockerfile", "FROM scratch")).Diagnostics.Select(d => $"{d.Code} {d.Path}"));

    [Theory]
    [InlineData("deploy: {mode: replicated, endpoint_mode: dnsrr}")]
    [InlineData("ports: [{target: 80, mode: ingress, name: http, app_protocol: http}]")]
    [InlineData("attach: false")]
    [InlineData("x-note: {a: b}")]
    public void Parse_MeansNothingAnywhereElse_IsNotTold(string body) => Assert.Empty(Repo.Findings(Repo.Service(body)));

    [Fact]
    public void Parse_EverythingTrusted_StillWarns() =>
        Assert.Single(Repo.Findings(Repo.Service("cpu_count: 2"), new TrustOptions { Devices = true, Privileged = true }));
}
