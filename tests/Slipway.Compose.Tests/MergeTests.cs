namespace Slipway.Compose.Tests;

public sealed class MergeTests
{
    [Theory]
    [InlineData("command: [a, b]", "command: [c]", "command", "[c]")]
    [InlineData("cap_add: [A, B]", "cap_add: [B, C]", "cap_add", "[A,B,C]")]
    [InlineData("environment: [A=1, B=2]", "environment: {B: 3, C: 4}", "environment", "{A:1,B:3,C:4}")]
    [InlineData("labels: {a: b}", "labels: [a=c, d]", "labels", "{a:c,d:}")]
    [InlineData("dns: 1.1.1.1", "dns: [2.2.2.2]", "dns", "[1.1.1.1,2.2.2.2]")]
    [InlineData("tmpfs: /a", "tmpfs: [/b, /a]", "tmpfs", "[/a,/b]")]
    [InlineData("volumes: [\"/x:/a\"]", "volumes: [\"/y:/a:ro\"]", "volumes", "[{bind:{create_host_path:true},read_only:true,source:/y,target:/a,type:bind}]")]
    [InlineData("extra_hosts: [a=1.1.1.1]", "extra_hosts: {b: 2.2.2.2}", "extra_hosts", "[a=1.1.1.1,b=2.2.2.2]")]
    [InlineData("logging: {driver: a, options: {x: y}}", "logging: {driver: b}", "logging", "{driver:b}")]
    [InlineData("logging: {driver: a, options: {x: y}}", "logging: {options: {z: w}}", "logging", "{driver:a,options:{x:y,z:w}}")]
    [InlineData("ulimits: {nofile: {soft: 1, hard: 2}}", "ulimits: {nofile: 3}", "ulimits", "{nofile:3}")]
    [InlineData("user: a", "user: b", "user", "b")]
    [InlineData("depends_on: [other]", "depends_on: {other: {condition: service_healthy}}", "depends_on", "{other:{condition:service_healthy,required:true}}")]
    [InlineData("ports: [\"80:80\"]", "ports: !override [\"81:81\"]", "ports", "[{mode:ingress,protocol:tcp,published:81,target:81}]")]
    [InlineData("ports: [\"80:80\"]", "ports: !reset []", "ports", "")]
    public void Load_Override_MergesByAttribute(string earlier, string later, string attribute, string expected)
    {
        const string Other = "\n  other: {image: x}\n";

        var project = Compose.Project(Compose.WithService(earlier).TrimEnd() + Other, ("compose.override.yaml", "services:\n  web:\n    " + later + "\n"));

        Assert.Equal(expected, Text(((ComposeMapping)((ComposeMapping)project.Tree["services"]!)["web"]!)[attribute]));
    }

    [Fact]
    public void Load_KindsClash_IsAnErrorThatNamesBothPlaces()
    {
        var result = Compose.Load("x-a: {b: c}\n" + Compose.WithService("init: true"), ("compose.override.yaml", "x-a: [b]\n"));

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal("compose.override.yaml:1:6", error.Span.ToString());
        Assert.Contains("compose.yaml:1:6", error.Message, StringComparison.Ordinal);
    }

    private static string Text(ComposeNode? node) => node switch
    {
        ComposeMapping mapping => "{" + string.Join(',', mapping.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}:{Text(e.Value)}")) + "}",
        ComposeSequence sequence => "[" + string.Join(',', sequence.Items.Select(Text)) + "]",
        ComposeScalar scalar => scalar.Text,
        _ => "",
    };
}
