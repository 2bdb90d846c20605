namespace Slipway.Compose.Tests;

/// <summary>What is printed is, character for character, what the reference prints.</summary>
public sealed class RenderingTests
{
    [Theory]
    [InlineData("m", "m")]
    [InlineData("b c", "b c")]
    [InlineData("a:b", "a:b")]
    [InlineData("-a", "-a")]
    [InlineData("?a", "?a")]
    [InlineData(":a", ":a")]
    [InlineData("a#b", "a#b")]
    [InlineData("a, [b] {c}", "a, [b] {c}")]
    [InlineData("a'b\"c", "a'b\"c")]
    [InlineData("80:80", "80:80")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("nan", "nan")]
    [InlineData("oN", "oN")]
    [InlineData("<<", "<<")]
    [InlineData("=", "=")]
    [InlineData("~a", "~a")]
    [InlineData(@"a\b", @"a\b")]
    [InlineData("é\u00a0漢", "é\u00a0漢")]
    [InlineData("- a", "'- a'")]
    [InlineData("-", "'-'")]
    [InlineData("? a", "'? a'")]
    [InlineData("a:", "'a:'")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData(" a", "' a'")]
    [InlineData("a ", "'a '")]
    [InlineData("---", "'---'")]
    [InlineData("...a", "'...a'")]
    [InlineData("'", "''''")]
    [InlineData("*x", "'*x'")]
    [InlineData("@a", "'@a'")]
    [InlineData("%a", "'%a'")]
    [InlineData("", "\"\"")]
    [InlineData("~", "\"~\"")]
    [InlineData("Null", "\"Null\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("y", "\"y\"")]
    [InlineData("NO", "\"NO\"")]
    [InlineData("1", "\"1\"")]
    [InlineData("1_0", "\"1_0\"")]
    [InlineData("0x1f", "\"0x1f\"")]
    [InlineData("0o7", "\"0o7\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData(".5", "\".5\"")]
    [InlineData("-.inf", "\"-.inf\"")]
    [InlineData("22:22", "\"22:22\"")]
    [InlineData("1:2:3", "\"1:2:3\"")]
    [InlineData("2001-01-01", "\"2001-01-01\"")]
    [InlineData("a\tb", "\"a\\tb\"")]
    [InlineData("x\ry", "\"x\\ry\"")]
    [InlineData("\e\u0001", "\"\\e\\x01\"")]
    [InlineData("🙂", "\"\\U0001F642\"")]
    [InlineData("m\nn", "|-\n  m\n  n")]
    [InlineData("m\nn\n", "|\n  m\n  n")]
    [InlineData("m\n\n", "|+\n  m\n")]
    [InlineData(" m\nn", "|2-\n   m\n  n")]
    [InlineData("\nm", "|2-\n\n  m")]
    [InlineData("m\n n\n\n  o", "|-\n  m\n   n\n\n    o")]
    [InlineData("a\tb\nc", "|-\n  a\tb\n  c")]
    [InlineData("m \nn", "\"m \\nn\"")]
    [InlineData("m\n ", "\"m\\n \"")]
    public void ToYaml_Text_HasTheStyleOfTheReference(string value, string written)
    {
        var text = ComposeRenderer.ToYaml(new ComposeMapping([new ComposeEntry("x-k", default, ComposeScalar.Of(value, default))], default));

        Assert.Equal($"x-k: {written}\n", text);
        Assert.Equal(value, Assert.IsType<ComposeScalar>(Compose.Project(text + "services: {a: {image: x}}").Tree["x-k"]).Text);
    }

    [Fact]
    public void ToYaml_FreeKeys_AreInNaturalOrder()
    {
        string[] keys = ["_a", "1a", "9", "10", "B", "a", "a-b", "a.b", "a1", "a1b", "a01", "aB", "ab", "b9", "b10", "b100", "b1000", "k 1", "k9", "k10"];
        var shuffled = keys.OrderBy(k => k.GetHashCode(StringComparison.Ordinal)).Select(k => new ComposeEntry(k, default, ComposeScalar.Null(default)));

        var text = ComposeRenderer.ToYaml(new ComposeMapping([.. shuffled], default));

        Assert.Equal(keys, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0].Trim('"')));
    }

    [Fact]
    public void ToYaml_Project_HasTheOrderOfTheReferenceAndNothingThatNobodyWrote()
    {
        var project = Compose.Project("""
            name: big
            x-top: {b: 1, a: [[2, 3], {c: []}]}
            volumes: {vol: {labels: {a: b}}}
            networks: {n: {ipam: {config: [{subnet: 10.0.0.0/24}]}}}
            services:
              web:
                x-own: 1
                volumes: [vol:/a]
                ports: ["127.0.0.1:80:80"]
                ulimits: {nofile: {hard: 2, soft: 1}}
                networks: {n: {priority: 1, aliases: [q]}}
                develop: {watch: [{action: rebuild, path: .}]}
                deploy: {resources: {limits: {memory: 100M, cpus: 0.5}}}
                depends_on: [db]
                build: {x-b: 2, target: t, context: .}
              db: {image: "db:$$1"}
            """);

        Assert.Equal(
            """
            name: big
            services:
              db:
                image: db:$$1
                networks:
                  default: null
              web:
                build:
                  context: /project
                  dockerfile: Dockerfile
                  target: t
                  x-b: 2
                develop:
                  watch:
                    - path: /project
                      action: rebuild
                depends_on:
                  db:
                    condition: service_started
                    required: true
                deploy:
                  resources:
                    limits:
                      cpus: 0.5
                      memory: "104857600"
                networks:
                  "n":
                    aliases:
                      - q
                    priority: 1
                ports:
                  - mode: ingress
                    host_ip: 127.0.0.1
                    target: 80
                    published: "80"
                    protocol: tcp
                ulimits:
                  nofile:
                    soft: 1
                    hard: 2
                volumes:
                  - type: volume
                    source: vol
                    target: /a
                    volume: {}
                x-own: 1
            networks:
              default:
                name: big_default
              "n":
                name: big_n
                ipam:
                  config:
                    - subnet: 10.0.0.0/24
            volumes:
              vol:
                name: big_vol
                labels:
                  a: b
            x-top:
              a:
                - - 2
                  - 3
                - c: []
              b: 1

            """,
            ComposeRenderer.ToYaml(project));
    }
}
