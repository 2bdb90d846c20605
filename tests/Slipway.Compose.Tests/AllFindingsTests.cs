namespace Slipway.Compose.Tests;

/// <summary>One load finds all that is wrong, in every file and every pass, and nothing that only follows from something else.</summary>
public sealed class AllFindingsTests
{
    [Fact]
    public void Load_FaultsInManyFilesAndPasses_AreAllFoundAtTheirPlaces()
    {
        var result = Compose.Load(
            """
            include:
              - part.yaml
              - gone.yaml
            services:
              web:
                image: nginx
                imagee: x
                mem_limit: lots
                user: ${OPEN
              db:
                extends: {file: base.yaml, service: sb}
                env_file: [missing.env, broken.env]
                restart: 5
            """,
            ("compose.override.yaml", "services:\n  web:\n    ports: [\"99999\"]\n    cgroup: hots\n  other:\n    image: x\n    image: y\n    labels: *nothing\n"),
            ("part.yaml", "services:\n  part:\n    image: x\n    stop_grace_period: soon\nx-a: {1: b}\n"),
            ("base.yaml", "services:\n  sba: {image: x, hostname: [a]}\n"),
            ("broken.env", "A B=1\nC=${D:?say it}\nE='open\n"));

        Assert.Equal(
            [
                "part.yaml:4:24 XC0701",
                "part.yaml:5:7 XC0107",
                "compose.yaml:3:5 XC0002",
                "compose.yaml:7:5 XC0401",
                "compose.yaml:8:16 XC0702",
                "compose.yaml:9:11 XC0201",
                "compose.yaml:11:41 XC0305",
                "compose.yaml:12:16 XC0002",
                "compose.yaml:13:14 XC0402",
                "compose.override.yaml:3:13 XC0501",
                "compose.override.yaml:4:13 XC0403",
                "compose.override.yaml:7:5 XC0103",
                "compose.override.yaml:8:13 XC0104",
                "broken.env:1:1 XC0205",
                "broken.env:2:3 XC0202",
                "broken.env:3:3 XC0205",
            ],
            result.Diagnostics.Select(d => $"{d.Span} {d.Code}").Order(new ByFile("part.yaml", "compose.yaml", "compose.override.yaml", "broken.env")));
    }

    [Theory]
    [InlineData("services: {web: {imgae: x}}", "XC0401")]
    [InlineData("services: {web: {image: x, volumes: [{tpye: bind, source: ./a, target: /a}]}}", "XC0401")]
    [InlineData("services: {web: {image: x, volumes: [{type: bind, sorce: ./a, target: /a}]}}", "XC0401")]
    [InlineData("services: {web: {image: x, volumes: [{type: bind, source: ./a, taget: /a}]}}", "XC0401")]
    [InlineData("services: {web: {image: x, ports: [{tarqet: 80}]}}", "XC0401")]
    [InlineData("services: {web: {image: x, env_file: [{paht: a}]}}", "XC0401")]
    [InlineData("services: {web: {image: x, develop: {watch: [{path: a, action: sync, tarhet: /a}]}}}", "XC0401")]
    [InlineData("services: {web: {image: x, networks: [front]}}\nnetwork: {front: {}}", "XC0401")]
    [InlineData("services: {web: {image: x, networks: [front]}}\nnetworks: [front]", "XC0402")]
    [InlineData("services: {web: {image: x, secrets: [s]}}\nsecrets: {s: {flie: a}}", "XC0401")]
    [InlineData("services: {web: {image: x, configs: [s]}}\nconfigs: {s: {contnet: a}}", "XC0401")]
    [InlineData("services: {web: {extends: {file: gone.yaml, service: a}}}", "XC0002")]
    [InlineData("services: {web: {extends: wbe}, web2: {extends: web}}", "XC0305")]
    [InlineData("services: {web: {image: x, depends_on: [db]}, db: {scale: many, image: x}}", "XC0204")]
    [InlineData("services: {web: {image: x, ports: [\"${X\"]}}", "XC0201")]
    [InlineData("services: {web: {image: x, depends_on: {db: {condition: strated}}}, db: {image: x}}", "XC0403")]
    [InlineData("services:\n  web:\n    <<: *base\n    hostname: x\n", "XC0104")]
    [InlineData("services:\n  web: *base\n", "XC0104")]
    [InlineData("include: [gone.yaml]\nservices: {web: {image: x, depends_on: [db], networks: [front]}}", "XC0002")]
    [InlineData("include: [broken.yaml]\nservices: {web: {image: x, depends_on: [db], networks: [front]}}", "XC0101")]
    [InlineData("name: ${X\nservices: {web: {image: x, hostname: \"${COMPOSE_PROJECT_NAME:?}\"}}", "XC0201")]
    public void Load_OneFault_IsOneFinding(string text, string code)
    {
        var result = Compose.Load(text + "\n", ("broken.yaml", "services: {db: [\n"));

        Assert.Equal(code, Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData("depends_on: [wbe2]", "services.web.depends_on.wbe2")]
    [InlineData("links: [\"wbe2:x\"]", "services.web.links[0]")]
    [InlineData("volumes_from: [\"a-container\", \"wbe2:ro\"]", "services.web.volumes_from[1]")]
    [InlineData("network_mode: service:wbe2", "services.web.network_mode")]
    [InlineData("pid: service:wbe2", "services.web.pid")]
    [InlineData("ipc: service:wbe2", "services.web.ipc")]
    [InlineData("build: {context: ., additional_contexts: {a: \"service:wbe2\"}}", "services.web.build.additional_contexts.a")]
    [InlineData("extends: wbe2", "services.web.extends")]
    public void Load_ServiceNameMisspelt_SuggestsTheServiceWhereItIsWritten(string attribute, string path)
    {
        var result = Compose.Load(Compose.WithService(attribute) + "  web2:\n    image: x\n");

        var error = Assert.Single(Compose.Errors(result), d => d.Path == path);
        Assert.EndsWith("Did you mean web2?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("networks: [frnot]", "front")]
    [InlineData("volumes: [\"dtaa:/x\"]", "data")]
    [InlineData("configs: [setings]", "settings")]
    [InlineData("secrets: [tokne]", "token")]
    [InlineData("models: [lllm]", "llm")]
    [InlineData("pull_refresh_afterr: x", "pull_refresh_after")]
    [InlineData("healthcheck: {retires: 3}", "retries")]
    [InlineData("develop: {watch: [{path: a, action: rebiuld}]}", "rebuild")]
    [InlineData("deploy: {update_config: {order: strat-first}}", "start-first")]
    public void Load_NameMisspelt_SuggestsTheName(string attribute, string word)
    {
        var result = Compose.Load(Compose.WithService(attribute)
            + "networks: {front: {}}\nvolumes: {data: {}}\nconfigs: {settings: {content: x}}\nsecrets: {token: {file: x}}\nmodels: {llm: {model: x}}\n");

        Assert.EndsWith($"Did you mean {word}?", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dockerfile: D", "it belongs under build.")]
    [InlineData("replicas: 2", "it belongs under deploy.")]
    [InlineData("retries: 2", "it belongs under healthcheck.")]
    public void Load_AttributeAtTheWrongPlace_SaysWhereItBelongs(string attribute, string hint) =>
        Assert.EndsWith(hint, Assert.Single(Compose.Load(Compose.WithService(attribute)).Diagnostics).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_ResetOfWhatIsNeeded_PointsAtTheReset()
    {
        var image = Compose.Load(Compose.WithService("restart: always"), ("compose.override.yaml", "services:\n  web:\n    image: !reset null\n"));
        Assert.Equal("compose.override.yaml:3:12", Assert.Single(image.Diagnostics).Span.ToString());

        var volume = Compose.Load(Compose.WithService("volumes: [\"vol:/v\"]") + "volumes: {vol: {}}\n", ("compose.override.yaml", "volumes:\n  vol: !reset null\n"));
        Assert.Contains("removed at compose.override.yaml:2:8", Assert.Single(volume.Diagnostics).Message, StringComparison.Ordinal);
    }

    /// <summary>Files in an order of the test's own; the order of findings within a file stays.</summary>
    private sealed class ByFile(params string[] files) : IComparer<string>
    {
        public int Compare(string? x, string? y) => IndexOf(x!).CompareTo(IndexOf(y!));

        private int IndexOf(string finding) => Array.IndexOf(files, finding.Split(':')[0]);
    }
}
