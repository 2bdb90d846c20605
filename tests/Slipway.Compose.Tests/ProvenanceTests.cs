using static Slipway.Compose.Tests.Origins;

namespace Slipway.Compose.Tests;

public sealed class ProvenanceTests
{
    [Fact]
    public void Explain_Override_NamesTheWinnerThenWhatLost()
    {
        var origins = Explain("services.web.image", "services:\n  web:\n    image: one\n", ("compose.override.yaml", "services:\n  web:\n    image: two\n")).Origins;

        Assert.Equal(["compose.override.yaml:3:12 two", "compose.yaml:3:12 one"], Short(origins));
    }

    [Fact]
    public void Explain_EmptyValueInOverride_DoesNotCount()
    {
        var origins = Explain("services.web.image", "services:\n  web:\n    image: one\n", ("compose.override.yaml", "services:\n  web:\n    image:\n")).Origins;

        Assert.Equal(["compose.yaml:3:12 one"], Short(origins));
    }

    [Fact]
    public void Explain_Extends_NamesTheBaseOfEachLevel()
    {
        var origins = Explain(
            "services.web.environment.LEVEL",
            "services:\n  web:\n    extends: {file: base.yaml, service: app}\n    environment: [LEVEL=own]\n",
            ("base.yaml", "services:\n  app:\n    extends: root\n    image: a\n    environment:\n      LEVEL: middle\n  root:\n    environment:\n      LEVEL: first\n")).Origins;

        Assert.Equal(["compose.yaml:4:19 LEVEL=own", "base.yaml:6:14 middle", "base.yaml:9:14 first"], Short(origins));
        Assert.Equal([new OriginStep(OriginStepKind.Extends, new SourceSpan("compose.yaml", 3, 5)), new OriginStep(OriginStepKind.Extends, new SourceSpan("base.yaml", 3, 5))], origins[2].Steps);
    }

    [Fact]
    public void Explain_Include_NamesTheIncludedFile()
    {
        var origins = Explain(
            "services.db.image", "include:\n  - other/db.yaml\nservices:\n  web:\n    image: w\n", ("other/db.yaml", "services:\n  db:\n    image: d:${TAG}\n"), ("other/.env", "TAG=7\n")).Origins;

        var origin = Assert.Single(origins);
        Assert.Equal(new SourceSpan("other/db.yaml", 3, 12), origin.Span);
        Assert.Equal([new OriginStep(OriginStepKind.Include, new SourceSpan("compose.yaml", 2, 5))], origin.Steps);
        Assert.Equal("TAG IncludeEnvFile other/.env:1:5 7", Short(Assert.Single(origin.Variables)));
    }

    [Fact]
    public void Explain_MergeKey_NamesItAndWhatItLost()
    {
        const string Text = """
            x-a: &a
              LEVEL: one
              OTHER: kept
            x-b: &b
              LEVEL: two
            services:
              web:
                image: w
                environment:
                  <<: [*a, *b]
              db:
                image: d
                environment:
                  <<: *a
                  LEVEL: own
            """;

        var merged = Explain("services.web.environment.LEVEL", Text).Origins;
        Assert.Equal(["compose.yaml:2:10 one", "compose.yaml:5:10 two"], Short(merged));
        Assert.Equal(new OriginStep(OriginStepKind.MergeKey, new SourceSpan("compose.yaml", 10, 7)), Assert.Single(merged[0].Steps));

        var own = Explain("services.db.environment.LEVEL", Text).Origins;
        Assert.Equal(["compose.yaml:15:14 own", "compose.yaml:2:10 one"], Short(own));
        Assert.Empty(own[0].Steps);
        Assert.Equal(OriginStepKind.MergeKey, Assert.Single(own[1].Steps).Kind);
    }

    [Fact]
    public void Explain_EnvFile_CountsLessThanTheService()
    {
        const string Text = "services:\n  web:\n    image: w\n    env_file: [a.env, b.env]\n    environment:\n      OWN: here\n";
        (string, string)[] files = [("a.env", "ONE=1\nOWN=a\n"), ("b.env", "# two\nONE=${BASE:-2}\n")];

        var one = Explain("services.web.environment.ONE", Text, files).Origins;
        Assert.Equal(["b.env:2:5 ${BASE:-2}", "a.env:1:5 1"], Short(one));
        Assert.Equal(OriginKind.EnvFile, one[0].Kind);
        Assert.Equal("2", one[0].Value);
        Assert.Equal(new OriginStep(OriginStepKind.EnvFile, new SourceSpan("compose.yaml", 4, 23)), Assert.Single(one[0].Steps));
        Assert.Equal("BASE Default - 2", Short(Assert.Single(one[0].Variables)));

        Assert.Equal(["compose.yaml:6:12 here", "a.env:2:5 a"], Short(Explain("services.web.environment.OWN", Text, files).Origins));
    }

    [Fact]
    public void Explain_ShortForm_PointsAtItsText()
    {
        var result = Load("services:\n  web:\n    image: w\n    build: ./app\n    ports: [\"${P:-80}:8080\"]\n    volumes: [\"./d:/d:ro\"]\n    depends_on: [db]\n  db: {image: d}\n");

        Assert.Equal(["compose.yaml:4:12 ./app"], Short(result.Explain("services.web.build.context").Origins));
        Assert.Equal("/project/app", result.Explain("services.web.build.context").Value);
        var published = result.Explain("services.web.ports[0].published");
        Assert.Equal(["compose.yaml:5:13 ${P:-80}:8080"], Short(published.Origins));
        Assert.Equal("P Default - 80", Short(Assert.Single(published.Origins[0].Variables)));
        Assert.Equal(["compose.yaml:6:15 ./d:/d:ro"], Short(result.Explain("services.web.volumes.0.read_only").Origins));
        Assert.Equal(["compose.yaml:7:18 db"], Short(result.Explain("services.web.depends_on.db.condition").Origins));
    }

    [Fact]
    public void Explain_ReplacedListItem_NamesTheOneThatLost()
    {
        var origins = Explain(
            "services.web.volumes[0].source",
            "services:\n  web:\n    image: w\n    volumes: [\"/a:/data\", \"/c:/other\"]\n",
            ("compose.override.yaml", "services:\n  web:\n    volumes: [\"/b:/data\"]\n")).Origins;

        Assert.Equal(["compose.override.yaml:3:15 /b:/data", "compose.yaml:4:15 /a:/data"], Short(origins));
    }

    [Fact]
    public void Explain_ReplacedList_NamesBothLists()
    {
        var provenance = Explain("services.web.command", "services:\n  web:\n    image: w\n    command: [a, b]\n", ("compose.override.yaml", "services:\n  web:\n    command: [c]\n"));

        Assert.Equal(ProvenanceKind.List, provenance.Kind);
        Assert.Equal(["compose.override.yaml:3:5", "compose.yaml:4:5"], provenance.Origins.Select(o => o.Span.ToString()));
        Assert.Equal("c", Assert.Single(provenance.Children).Value);
    }

    [Fact]
    public void Explain_Mapping_ListsWhatItHolds()
    {
        var provenance = Explain("services.web", "services:\n  web:\n    image: one\n    labels: {a.b: c}\n", ("compose.override.yaml", "services:\n  web:\n    image: two\n"));

        Assert.Equal(["compose.override.yaml:2:3", "compose.yaml:2:3"], provenance.Origins.Select(o => o.Span.ToString()));
        Assert.Equal(["services.web.command", "services.web.entrypoint", "services.web.image", "services.web.labels", "services.web.networks"], provenance.Children.Select(c => c.Path));
        Assert.Equal("two", provenance.Children[2].Value);
        Assert.All(provenance.Children, child => Assert.Empty(child.Children));
    }

    [Theory]
    [InlineData("services.web.labels.a.b")]
    [InlineData("services.web.labels.\"a.b\"")]
    [InlineData("services.web.labels['a.b']")]
    [InlineData("services[\"web\"].labels[a.b]")]
    public void Explain_NameWithDots_IsFoundInEachWriting(string path)
    {
        var provenance = Explain(path, "services:\n  web:\n    image: one\n    labels: {a.b: c}\n");

        Assert.Equal("services.web.labels.\"a.b\"", provenance.Path);
        Assert.Equal("c", provenance.Value);
    }

    [Fact]
    public void Explain_WhatNothingSays_IsADefault()
    {
        var result = Load("services:\n  web:\n    build: {context: .}\nvolumes: {data: }\n");

        Assert.Equal(OriginKind.Default, Assert.Single(result.Explain("services.web.build.dockerfile").Origins).Kind);
        Assert.Equal(OriginKind.Default, Assert.Single(result.Explain("networks.default.name").Origins).Kind);
    }

    [Fact]
    public void Explain_DisabledService_IsFound() =>
        Assert.Equal("d", Explain("services.debug.image", "services:\n  web: {image: w}\n  debug: {image: d, profiles: [p]}\n").Value);

    [Fact]
    public void Explain_Name_SaysWhoDecided()
    {
        const string Text = "name: ${N:-shop}\nservices:\n  web: {image: w}\n";

        Assert.Equal(["compose.yaml:1:7 ${N:-shop}"], Short(Explain("name", Text).Origins));
        Assert.Equal(OriginKind.Directory, Assert.Single(Explain("name", "services:\n  web: {image: w}\n").Origins).Kind);
        var given = Compose.Load(Compose.With(("COMPOSE_PROJECT_NAME", "b")) with { Provenance = true, ProjectName = "a" }, Text).Explain("name");
        Assert.Equal("a", given.Value);
        Assert.Equal([OriginKind.Option, OriginKind.Variable, OriginKind.ComposeFile], given.Origins.Select(o => o.Kind));
    }

    [Theory]
    [InlineData("services.web.imag", "there is no imag in services.web. Did you mean image?")]
    [InlineData("services.wbe.image", "there is no wbe in services. Did you mean web?")]
    [InlineData("services.web.image.tag", "services.web.image is a single value; nothing is below it")]
    [InlineData("services.web.dns[7]", "there is no item 7 in services.web.dns; it is a list of 1, counted from 0")]
    [InlineData("services.web.labels.zzz", "there is no zzz in services.web.labels; it has \"a.b\", c")]
    [InlineData("", "\"\" is not a path; write keys with dots between them, such as services.web.image, and a key that holds dots in quotes")]
    [InlineData("services['web", "\"services['web\" is not a path; write keys with dots between them, such as services.web.image, and a key that holds dots in quotes")]
    public void TryExplain_NoSuchPath_SaysHowFarItLeads(string path, string expected)
    {
        var result = Load("services:\n  web:\n    image: w\n    dns: [1.1.1.1]\n    labels: {a.b: c, c: d}\n");

        Assert.False(result.TryExplain(path, out _, out var problem));
        Assert.Equal(expected, problem);
        Assert.Throws<ArgumentException>(() => result.Explain(path));
    }

    [Fact]
    public void Explain_NotAskedFor_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Compose.Load("services: {web: {image: w}}").Explain("name"));

    [Fact]
    public void Load_WithProvenance_ComesToTheSame()
    {
        foreach (var name in GoldenFiles.Cases)
        {
            var directory = Path.Combine(GoldenFiles.Root, name);
            var options = new ComposeLoadOptions { WorkingDirectory = directory };

            var plain = ComposeLoader.Load(options, new DiskComposeFiles());
            var noted = ComposeLoader.Load(options with { Provenance = true }, new DiskComposeFiles());

            Assert.Equal(plain.Project, noted.Project);
            Assert.Equal(plain.Diagnostics, noted.Diagnostics);
        }
    }

    /// <summary>Each value of each golden project is explained, and what it is said to come to is what it is, unless a path was resolved.</summary>
    [Fact]
    public void Explain_EveryPathOfEveryGoldenProject_HasAnOrigin()
    {
        foreach (var name in GoldenFiles.Cases)
        {
            var options = new ComposeLoadOptions { WorkingDirectory = Path.Combine(GoldenFiles.Root, name), Provenance = true };
            var result = ComposeLoader.Load(options, new DiskComposeFiles());
            if (result.Project is { } project)
            {
                Visit(result, project.Tree, "");
            }
        }
    }

    private static void Visit(LoadResult result, ComposeNode node, string path)
    {
        if (path.Length > 0)
        {
            var provenance = result.Explain(path);
            Assert.NotEmpty(provenance.Origins);
            Assert.Equal(path, provenance.Path);
        }

        switch (node)
        {
            case ComposeMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Visit(result, entry.Value, (path.Length > 0 ? path + "." : "") + PathReader.Quote(entry.Key));
                }

                break;
            case ComposeSequence list:
                for (var i = 0; i < list.Items.Length; i++)
                {
                    Visit(result, list.Items[i], $"{path}[{i}]");
                }

                break;
        }
    }
}
