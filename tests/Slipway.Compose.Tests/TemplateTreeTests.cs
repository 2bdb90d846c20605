namespace Slipway.Compose.Tests;

/// <summary>Loads that leave something out. The expected forms are those of docker compose 2.40.3.</summary>
public sealed class TemplateTreeTests
{
    [Fact]
    public void Load_WithoutInterpolation_KeepsTemplatesAndAddsNamesAndDefaults()
    {
        var project = Load(ComposeStages.All & ~ComposeStages.Interpolation, """
            name: x
            services:
              web:
                image: a:${TAG:-1}
                ports: ["${PORT:-80}:80", "81:81"]
                volumes: ["./d:/e"]
                environment: {A: , B: "${B:?need}"}
                build: {args: {C: }}
                profiles: [p]
                links: [db]
              db: {image: d}
            volumes: {data: }
            """);

        Assert.Equal(
            """
            name: x
            networks:
              default:
                name: x_default
            services:
              db:
                image: d
                networks:
                  default: null
              web:
                build:
                  args: {}
                  context: /project
                  dockerfile: Dockerfile
                depends_on:
                  db:
                    condition: service_started
                    required: true
                    restart: true
                environment:
                  A: null
                  B: ${B:?need}
                image: a:${TAG:-1}
                links:
                  - db
                networks:
                  default: null
                ports:
                  - ${PORT:-80}:80
                  - 81:81
                profiles:
                  - p
                volumes:
                  - bind:
                      create_host_path: true
                    source: /project/d
                    target: /e
                    type: bind
            volumes:
              data:
                name: x_data

            """,
            ComposeRenderer.ToYaml(project));
    }

    [Theory]
    [InlineData("ports: [\"a:b:c:d\"]")]
    [InlineData("volumes: [\":/x\"]")]
    public void Load_WithoutInterpolation_ShortFormThatIsWrongWithoutVariables_IsAnError(string attribute)
    {
        var result = Compose.Load(Compose.Options with { Stages = ComposeStages.All & ~ComposeStages.Interpolation }, Compose.WithService(attribute));

        Assert.NotEmpty(Compose.Errors(result));
    }

    [Fact]
    public void Load_WithoutPaths_KeepsThemLeadingToTheSameFiles()
    {
        var project = Load(
            ComposeStages.All & ~ComposeStages.Paths,
            "include: [sub/inc.yaml]\nservices:\n  web:\n    extends: {file: other/base.yaml, service: base}\n    volumes: [\"./own:/own\"]\n",
            ("sub/inc.yaml", "services:\n  inc:\n    image: i\n    build: ./ctx\n    env_file: [inc.env]\n"),
            ("sub/inc.env", "A=1\n"),
            ("other/base.yaml", "services:\n  base:\n    image: b\n    volumes: [\"./based:/based\"]\n"));

        Assert.Equal("sub/ctx", project.Services["inc"].Build!.Context);
        Assert.Equal("1", project.Services["inc"].Environment["A"]);
        Assert.Equal(["other/based", "./own"], project.Services["web"].Volumes.Select(v => v.Source).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Load_WithoutNormalisation_StillFillsVariablesFromTheEnvironment()
    {
        var options = Compose.With(("PASSED", "taken")) with { Stages = ComposeStages.All & ~ComposeStages.Normalisation };
        var project = Compose.Load(options, Compose.WithService("environment: {PASSED: , UNSET: }")).GetProjectOrThrow();

        Assert.Equal("taken", project.Services["web"].Environment["PASSED"]);
        Assert.Null(project.Services["web"].Environment["UNSET"]);
        Assert.True(project.Services["web"].Networks.IsEmpty);
    }

    [Fact]
    public void Variables_OfTemplates_AreListedWithTheirDefaults()
    {
        var project = Load(ComposeStages.All & ~ComposeStages.Interpolation, """
            services:
              web:
                image: a:${TAG:-1}
                hostname: $TAG-$$NOT-${B:?need}
                user: ${D+alt${NEST-1}}
                command: ["${E}", "${}"]
            """);

        Assert.Equal(
            ["B True '' ''", "D False '' 'alt${NEST-1}'", "E False '' ''", "NEST False '1' ''", "TAG False '1' ''"],
            ComposeVariable.Of(project).Select(v => $"{v.Name} {v.Required} '{v.DefaultValue}' '{v.AlternateValue}'"));
    }

    private static ComposeProject Load(ComposeStages stages, string text, params (string Name, string Text)[] others) =>
        Compose.Load(Compose.Options with { Stages = stages }, text, others).GetProjectOrThrow();
}
