using System.Collections.Immutable;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Core.Tests.Hashing;

namespace Slipway.Core.Tests.Clusters;

public sealed class RevisionDiffTests
{
    private static RunnableConfiguration Web => Given.Instance("web");

    [Fact]
    public void Between_AddedRemovedChangedUnchanged_TellsEach()
    {
        var before = Given.Set(Web, Given.Instance("db"), Given.Instance("old")).WithVolume("data").WithNetwork("back");
        var after = Given.Set(Given.Instance("cache"), Web.WithVariable("MODE", "fast"), Given.Instance("db")).WithVolume("files").WithNetwork("back");
        after = after with { Networks = [after.Networks[0], after.Networks[1] with { Internal = true }] };

        var diff = RevisionDiff.Between(before, after);

        Assert.Equal("added cache, volume files; changed web (environment), network back (internal); removed old, volume data; 1 unchanged", diff.Summarize());
        Assert.Equal(["cache Added", "web Changed", "db Unchanged", "old Removed"], diff.Instances.Select(i => $"{i.Name} {i.Kind}"));
        Assert.False(diff.IsEmpty);
        Assert.Equal(
            "added cache\nchanged web\n  environment: MODE set to \"fast\"\nremoved old\nchanged network back\n  internal: set to \"true\"\nadded volume files\nremoved volume data\n",
            diff.ToString());
    }

    [Fact]
    public void Between_TheSame_IsEmpty()
    {
        var moved = Web with { Origins = ImmutableSortedDictionary<string, SourceLocation>.Empty.Add("image", new SourceLocation("compose.yaml", 9, 1)) };

        Assert.True(RevisionDiff.Between(Given.Set(Web, Given.Instance("db")), Given.Set(Given.Instance("db"), moved)).IsEmpty);
    }

    public static TheoryData<string, RunnableConfiguration, RunnableConfiguration, string> Changes => new()
    {
        { "variable", Web.WithVariable("MODE", "slow"), Web.WithVariable("MODE", "fast"), "environment: MODE from \"slow\" to \"fast\"" },
        { "variable removed", Web.WithVariable("MODE", "slow"), Web, "environment: MODE removed" },
        { "image", Web, Given.Instance("web", "nginx:2"), "image: from \"nginx:1\" to \"nginx:2\"" },
        { "pull", Web, Web with { Image = new RegistryImage("nginx:1", PullPolicy.Always) }, "image: pull set to \"always\"" },
        { "command", Web with { Command = ["run", "a"] }, Web with { Command = ["run", "b"] }, "command: from \"run a\" to \"run b\"" },
        { "port", Web.Publishing(80, "8080"), Web.Publishing(80, "8081"), "ports: 8080:80/tcp removed; ports: 8081:80/tcp added" },
        {
            "context", Web with { Image = Given.Built("app", "aaaaaaaaaaaa") }, Web with { Image = Given.Built("app", "bbbbbbbbbbbb") },
            "image: build context app content changed (aaaaaaaa -> bbbbbbbb)"
        },
        {
            "mounted file", Web.Mounting(new RepositoryMount("/etc/x", true, "conf/x", "aaaa")), Web.Mounting(new RepositoryMount("/etc/x", true, "conf/x", "bbbb")),
            "mounts: /etc/x (repository path conf/x) content changed (aaaa -> bbbb)"
        },
        { "network joined", Web, Web with { Networks = Web.Networks.Add(new NetworkAttachment { Network = "back" }) }, "networks: back added" },
        {
            "hook", Web, Web with { PreStop = [new ContainerCommand { Words = ["save", "all"], Environment = ImmutableSortedDictionary<string, string>.Empty.Add("API_TOKEN", "x1") }] },
            "preStop: 1.environment.API_TOKEN added; preStop: 1.words set to \"save all\""
        },
        {
            "build secret", Web with { Image = Given.Built("app") with { Secrets = [new BuildSecret("pass", "MQ==")] } },
            Web with { Image = Given.Built("app") with { Secrets = [new BuildSecret("pass", "Mg==")] } }, "image: build secret pass changed"
        },
        {
            "further context", Web with { Image = Given.Built("app") with { Contexts = [new BuildContext { Name = "more", Path = "more", Tree = "aaaaaaaa" }] } },
            Web with { Image = Given.Built("app") with { Contexts = [new BuildContext { Name = "more", Path = "more", Tree = "bbbbbbbb" }] } },
            "image: further context more (more) content changed (aaaaaaaa -> bbbbbbbb)"
        },
        { "dependency", Web, Web.After("db", DependencyCondition.Healthy), "dependsOn: db added" },
        { "limit", Web, Web with { Limits = new ResourceLimits { MemoryBytes = 1024 } }, "limits: memoryBytes set to \"1024\"" },
        {
            "dependency changed", Web.After("db"), Web.After("db", DependencyCondition.Healthy),
            "dependsOn: db.condition from \"started\" to \"healthy\""
        },
        { "label", Web, Web with { Labels = Web.Labels.Add("team", "blue") }, "labels: team set to \"blue\"" },
        { "replicas", Web, Web with { Replicas = 2 }, "replicas: set to \"2\"" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Between_OneAttribute_IsTold(string name, RunnableConfiguration from, RunnableConfiguration to, string told)
    {
        Assert.NotEmpty(name);
        Assert.Equal(told, string.Join("; ", RevisionDiff.Between(from, to).Attributes.Select(a => a.ToString())));
    }

    public static TheoryData<RunnableConfiguration, RunnableConfiguration> SecretChanges => new()
    {
        { Web.WithVariable("DB_PASSWORD", "hunter1"), Web.WithVariable("DB_PASSWORD", "hunter2") },
        { Web.WithVariable("API_KEY", "hunter1"), Web.WithVariable("API_KEY", "hunter2") },
        { Web.WithVariable("DATABASE_URL", "postgres://u:hunter1@db/x"), Web.WithVariable("DATABASE_URL", "postgres://u:hunter2@db/x") },
        { Web, Web.WithVariable("github_token", "hunter2") },
        { Web.WithVariable("SESSION_SECRET", "hunter1"), Web },
        { Web with { Command = ["redis", "--requirepass", "hunter1"] }, Web with { Command = ["redis", "--requirepass", "hunter2"] } },
        { Web.Mounting(new FileMount("/run/secrets/x", true, "aHVudGVyMQ==")), Web.Mounting(new FileMount("/run/secrets/x", true, "aHVudGVyMg==")) },
        { Web with { Image = Given.Built() with { DockerfileInline = "RUN hunter1" } }, Web with { Image = Given.Built() with { DockerfileInline = "RUN hunter2" } } },
        { Web with { Image = Given.Built() with { Args = Web.Environment.Add("NPM_TOKEN", "hunter1") } }, Web with { Image = Given.Built() with { Args = Web.Environment.Add("NPM_TOKEN", "hunter2") } } },
        { Web.WithVariable("MODE", "plain-hunter1"), Web.WithVariable("MODE", "token=hunter2") },
    };

    [Theory]
    [MemberData(nameof(SecretChanges))]
    public void Between_SecretOrFile_TellsThatItChangedAndNothingOfIt(RunnableConfiguration from, RunnableConfiguration to)
    {
        var change = Assert.Single(RevisionDiff.Between(from, to).Attributes);

        Assert.Null(change.From);
        Assert.Null(change.To);
        Assert.DoesNotContain("hunter", change.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("aHVu", change.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Between_LongValue_IsShortened()
    {
        var change = Assert.Single(RevisionDiff.Between(Web, Web.WithVariable("TEXT", new string('x', 500) + "\nend")).Attributes);

        Assert.Equal(60, change.To!.Length);
    }

    [Fact]
    public void Between_EveryProperty_IsToldUnlessItIsAPlaceOrTheName()
    {
        foreach (var (property, changed) in Variants.Of(Web))
        {
            Assert.True(property is "Name" or "Origins" || !RevisionDiff.Between(Web, changed).Attributes.IsEmpty, property);
        }

        foreach (var (property, changed) in Variants.Of(Given.Built()))
        {
            Assert.False(RevisionDiff.Between(Web with { Image = Given.Built() }, Web with { Image = changed }).Attributes.IsEmpty, property);
        }

        foreach (var (property, changed) in Variants.Of(new NetworkDefinition { Key = "default", Name = "a" }).Where(v => v.Property != "Key"))
        {
            var set = new ConfigurationSet { Networks = [new NetworkDefinition { Key = "default", Name = "a" }] };
            Assert.False(RevisionDiff.Between(set, set with { Networks = [changed] }).IsEmpty, property);
        }

        foreach (var (property, changed) in Variants.Of(new VolumeDefinition { Key = "data", Name = "a" }).Where(v => v.Property != "Key"))
        {
            var set = new ConfigurationSet { Volumes = [new VolumeDefinition { Key = "data", Name = "a" }] };
            Assert.False(RevisionDiff.Between(set, set with { Volumes = [changed] }).IsEmpty, property);
        }
    }

    [Fact]
    public void Between_EveryPropertyOfAMount_IsTold()
    {
        AllTold(new VolumeMount("/t", false, "data"));
        AllTold(new AnonymousVolumeMount("/t", false));
        AllTold(new RepositoryMount("/t", false, "conf/x", "aaaa"));
        AllTold(new HostMount("/t", false, "/srv", false));
        AllTold(new TmpfsMount("/t", false));
        AllTold(new FileMount("/t", false, "eA=="));

        static void AllTold<TMount>(TMount mount)
            where TMount : Mount
        {
            foreach (var (property, changed) in Variants.Of(mount))
            {
                Assert.False(RevisionDiff.Between(Web.Mounting(mount), Web.Mounting(changed)).Attributes.IsEmpty, $"{typeof(TMount).Name}.{property}");
            }
        }
    }

    [Fact]
    public void Between_FullSet_DiffersFromNothingInEverything() =>
        Assert.Equal("added web, db, job, network default, volume data", RevisionDiff.Between(new ConfigurationSet(), FullSet.Value).Summarize());
}
