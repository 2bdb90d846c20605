using System.Globalization;
using System.Text.Json;
using CsCheck;

namespace Slipway.Compose.Tests;

public sealed class RoundTripTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char.AlphaNumeric, 1, 8];

    private static readonly Gen<string> AnyText = Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char[" ${}:#'\"\\-[]&*!|>%@`,?=\n\té"]), 0, 12];

    private static readonly string[] Keys = ["services", "web", "image", "ports", "volumes", "x-a", "<<", "build", "networks", "include", "extends", "environment", "-"];

    private static readonly Gen<string> Attribute = Gen.OneOf(
        Gen.Select(Word, AnyText, (k, v) => $"environment: {{{Quote("E" + k)}: {Quote(v)}}}"),
        Gen.Select(Word, AnyText, (k, v) => $"labels: [{Quote($"l{k}={v}")}]"),
        Gen.Select(AnyText, AnyText, (a, b) => $"command: [{Quote(a)}, {Quote(b)}]"),
        Gen.Select(Gen.Int[1, 65535], Gen.Int[1, 65535], (h, c) => $"ports: [\"{h}:{c}/udp\"]"),
        Word.Select(w => $"volumes: [\"./{w}:/{w}:ro\", \"/{w}2\"]"),
        Gen.Int[0, 5000].Select(n => $"stop_grace_period: {n}ms"),
        Gen.Int[1, 100].Select(n => $"mem_limit: {n}m"),
        Gen.Int[1, 64].Select(n => $"cpus: {(n / 8.0).ToString(CultureInfo.InvariantCulture)}"),
        Gen.Select(Gen.Int[1, 100], Word, (n, w) => $"healthcheck: {{test: {Quote(w)}, interval: {n}s, retries: {n}}}"),
        Gen.Int[1, 9].Select(n => $"deploy: {{replicas: {n}, update_config: {{delay: {n}s}}}}"),
        Word.Select(w => $"extra_hosts: {{h{w}: 10.0.0.1}}"),
        Gen.Const("init: false"),
        Gen.Const("build: {context: ., args: {A: '1'}, ssh: [default]}"),
        Gen.Const("ulimits: {nofile: {soft: 1, hard: 2}, nproc: 3}"),
        Gen.Const("depends_on: {other: {condition: service_healthy, restart: true}}"),
        Gen.Const("networks: {default: {aliases: [a, b]}}"),
        Gen.Const("post_start: [{command: echo hello, user: root}]"),
        Gen.Const("gpus: all"));

    private static readonly Gen<string> Projects = Attribute.Array[0, 8].Select(attributes =>
        "name: test\nservices:\n  other: {image: x}\n  web:\n    image: nginx\n"
        + string.Concat(attributes.DistinctBy(a => a[..a.IndexOf(':', StringComparison.Ordinal)]).Select(a => $"    {a}\n")));

    [Fact]
    public void Load_RenderedYaml_IsTheSameProject() => Projects.Sample(text =>
    {
        var project = Compose.Project(text);

        var again = Compose.Project(ComposeRenderer.ToYaml(project));

        Assert.Equal(project, again);
        Assert.Equal(ComposeRenderer.ToJson(project), ComposeRenderer.ToJson(again));
    });

    [Fact]
    public void Load_RenderedJson_IsTheSameProject() => Projects.Sample(text =>
    {
        var project = Compose.Project(text);

        Assert.Equal(project, Compose.Project(ComposeRenderer.ToJson(project)));
    });

    [Fact]
    public void Load_WithEmptyOverride_IsTheSameProject() => Projects.Sample(text =>
    {
        Assert.Equal(Compose.Project(text), Compose.Project(text, ("compose.override.yaml", "services: {web: {}}")));
    });

    [Fact]
    public void Load_AnyYamlLikeText_NeverThrows()
    {
        var line = Gen.Select(Gen.Int[0, 4], Gen.OneOf([.. Keys.Select(Gen.Const)]), AnyText,
            (indent, key, value) => new string(' ', indent * 2) + (key == "-" ? "- " + value : $"{key}: {value}"));
        line.Array[0, 12].Sample(lines => Compose.Load(string.Join('\n', lines)).Inputs.Length > 0);
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text.Replace("$", "$$", StringComparison.Ordinal));
}
