using System.Text.Json;
using Slipway.Core.Hashing;
using Slipway.Imports.Inputs;
using Slipway.Imports.Sources;
using Slipway.Testing.Sources;

namespace Slipway.Imports.Tests.Compose;

/// <summary>The unchanged path gives what a full parse of the commit would: for small random repositories and random changes of them.</summary>
public sealed class UpdatePathProperties
{
    private const int Repositories = 3000;

    private static readonly string[] Files =
    [
        "compose.yaml", "compose.override.yaml", "base.yaml", "inc/inc.yaml", "inc/.env", ".env", "app.env", "more.env", "app.labels", "settings.txt", "key.txt",
        "app/Dockerfile", "app/main.c", "app/docker/Dockerfile", "lib/Dockerfile", "lib/main.c", "Dockerfile", "conf/a.conf", "conf/b.conf", "data/x", "README.md",
    ];

    private static readonly (string Path, string[] Targets)[] Links = [("link", ["app", "lib", "nowhere", "/etc"]), ("cur.conf", ["conf/a.conf", "conf/b.conf", "../x"]), ("env.link", ["app.env", "more.env"])];

    [Fact]
    public void Unchanged_RandomRepositories_IsTheSameAsAFullParse()
    {
        var (unchanged, changed, pinsLost, pinsMoved) = (0, 0, 0, 0);
        for (var seed = 0; seed < Repositories; seed++)
        {
#pragma warning disable CA5394 // A seed must give the same repository each time.
            var random = new Random(seed);
            var repository = new Draft(random);
            var before = repository.ToTree();
            var parsed = Repo.Parse(before, name: "shop");
            if (parsed.Set is not { } set)
            {
                continue;
            }

            for (var edits = random.Next(1, 3); edits > 0; edits--)
            {
                repository.Edit(random);
            }
#pragma warning restore CA5394

            var after = repository.ToTree();
            if (InputFiles.FirstChange(parsed.Inputs, after) is not null)
            {
                changed++;
                continue;
            }

            if (Pins.Take(set, after, MovedSources.None) is not { } pinned)
            {
                pinsLost++;
                continue;
            }

            unchanged++;
            pinsMoved += ContentHash.Of(set) == ContentHash.Of(pinned) ? 0 : 1;
            var full = Repo.Parse(after, name: "shop");
            Assert.True(full.Set is not null, $"seed {seed}: {string.Join('\n', full.Diagnostics)}");
            Assert.True(Json(full.Set) == Json(pinned), $"seed {seed}:\n{Json(full.Set)}\n{Json(pinned)}");
            Assert.True(full.Inputs.SequenceEqual(parsed.Inputs), $"seed {seed}: {string.Join(' ', full.Inputs.Except(parsed.Inputs))}");
            Assert.True(full.Diagnostics.SequenceEqual(parsed.Diagnostics), $"seed {seed}: {string.Join(' ', full.Diagnostics.Except(parsed.Diagnostics))}");
        }

        // The repositories are of use only when each of the cases is among them.
        Assert.All([unchanged, changed, pinsMoved], n => Assert.InRange(n, 100, Repositories));
        Assert.InRange(pinsLost, 5, Repositories);
    }

    private static string Json(object value) => JsonSerializer.Serialize(value, ContentHash.Json);

    /// <summary>The files of a repository, with something random in each.</summary>
    private sealed class Draft
    {
        private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

        public Draft(Random random)
        {
            foreach (var file in Files.Where(f => f is "compose.yaml" or "base.yaml" or "inc/inc.yaml" or "settings.txt" or "key.txt" || Chance(random, 70)))
            {
                _files[file] = Content(file, random);
            }

            foreach (var (path, targets) in Links)
            {
                _links[path] = Pick(random, targets);
            }
        }

        public FakeSourceTree ToTree()
        {
            var tree = new FakeSourceTree();
            foreach (var (path, content) in _files)
            {
                tree.With(path, content);
            }

            foreach (var (path, target) in _links)
            {
                tree.WithLink(path, target);
            }

            return tree;
        }

        public void Edit(Random random)
        {
            if (Chance(random, 20))
            {
                var (path, targets) = Pick(random, Links);
                _links[path] = Pick(random, targets);
                return;
            }

            var file = Pick(random, Files);
            if (Chance(random, 40) && _files.Remove(file))
            {
                return;
            }

            _files[file] = Content(file, random);
        }

        private static string Content(string file, Random random) => file switch
        {
            "compose.yaml" => Compose(random),
            "compose.override.yaml" => $"services:\n  web:\n    hostname: {Pick(random, "a", "b")}\n",
            "base.yaml" => $"services:\n  base:\n    image: base:{Pick(random, "1", "2")}\n    env_file: [{Pick(random, "app.env", "env.link")}]\n",
            "inc/inc.yaml" => $"services:\n  inc:\n    image: inc:${{TAG:-{Pick(random, "1", "2")}}}\n",
            ".env" or "inc/.env" => $"TAG={Pick(random, "1", "2", "3")}\n",
            "app.env" or "more.env" => $"VALUE={Pick(random, "1", "2", "3")}\n",
            "app.labels" => $"label={Pick(random, "1", "2")}\n",
            _ => Pick(random, "one", "two", "three"),
        };

        private static string Compose(Random random) =>
            $"""
            {Pick(random, string.Empty, "include: [inc/inc.yaml]")}
            services:
              web:
                build:
                  context: {Pick(random, "app", "./link", "./lib", ".")}
                  {Pick(random, string.Empty, "dockerfile: docker/Dockerfile", "dockerfile: ../Dockerfile", "dockerfile: ../lib/Dockerfile", "dockerfile_inline: FROM scratch", "args: {A: '${TAG}'}")}
                volumes: ['./{Pick(random, "conf/a.conf", "cur.conf", "link/main.c")}:/a:ro', './{Pick(random, "data", "conf", "none", "link")}:/data']
                env_file: [{Pick(random, "{path: app.env, required: false}", "{path: env.link, required: false}", "{path: none.env, required: false}")}]
                {Pick(random, string.Empty, "label_file: app.labels")}
                {Pick(random, string.Empty, "configs: [settings]")}
                {Pick(random, string.Empty, "secrets: [key]")}
              other:
                {Pick(random, "image: other:${TAG:-9}", "extends: {file: base.yaml, service: base}")}
            configs:
              settings: {"{"}file: {Pick(random, "settings.txt", "cur.conf")}{"}"}
            secrets:
              key: {"{"}file: key.txt{"}"}

            """;

#pragma warning disable CA5394 // A seed must give the same repository each time.
        private static bool Chance(Random random, int percent) => random.Next(100) < percent;

        private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];
#pragma warning restore CA5394
    }
}
