using System.Collections.Immutable;
using CsCheck;

namespace Slipway.Compose.Tests;

/// <summary>What merging and filling in promise for any input. A failure prints the seed that repeats it.</summary>
public sealed class MergePropertyTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char.AlphaNumeric, 1, 6];

    private static readonly Gen<string> AnyText = Gen.String[Gen.OneOf(Gen.Char.AlphaNumeric, Gen.Char["${}:-+?\"' \n\\"]), 0, 16];

    /// <summary>Attributes whose rules say that the same thing said twice is said once.</summary>
    private static readonly Gen<string> Attribute = Gen.OneOf(
        Gen.Select(Word, Word, (k, v) => $"environment: [E{k}={v}, F={v}]"),
        Gen.Select(Word, Word, (k, v) => $"labels: {{l{k}: {v}z}}"),
        Gen.Select(Word, Word, (a, b) => $"command: [{a}z, {b}z]"),
        Gen.Int[1, 65535].Select(n => $"ports: [\"{n}:80\", \"{n}:81/udp\"]"),
        Word.Select(w => $"volumes: [\"./{w}:/{w}:ro\", \"/{w}2\"]"),
        Gen.Int[1, 100].Select(n => $"healthcheck: {{test: [CMD, x], interval: {n}s, retries: {n}}}"),
        Gen.Int[1, 9].Select(n => $"deploy: {{replicas: {n}, labels: [a={n}]}}"),
        Word.Select(w => $"extra_hosts: {{h{w}: 10.0.0.1}}"),
        Word.Select(w => $"build: {{context: ., args: {{A: {w}z}}, tags: [{w}z]}}"),
        Gen.Const("ulimits: {nofile: {soft: 1, hard: 2}, nproc: 3}"),
        Gen.Const("depends_on: [other]"),
        Gen.Const("networks: {default: {aliases: [a, b]}}"),
        Gen.Const("dns: [1.1.1.1, 8.8.8.8]"),
        Gen.Const("cap_add: [A, B]"));

    private static readonly Gen<string> Projects = Attribute.Array[0, 6].Select(attributes =>
        "name: test\nservices:\n  other: {image: x}\n  web:\n    image: nginx\n"
        + string.Concat(attributes.DistinctBy(a => a[..a.IndexOf(':', StringComparison.Ordinal)]).Select(a => $"    {a}\n")));

    /// <summary>Trees in which a key always has a value of the same kind, so that nothing conflicts.</summary>
    private static readonly Gen<ComposeMapping> Trees = Gen.Recursive<ComposeMapping>((depth, inner) => Gen.Select(
        Word.Array[0, 3],
        Gen.Bool.Array[4],
        depth < 3 ? inner : Gen.Const(new ComposeMapping([], default)),
        (words, there, child) =>
        {
            var entries = ImmutableArray.CreateBuilder<ComposeEntry>();
            void Add(string key, ComposeNode value, bool present)
            {
                if (present)
                {
                    entries.Add(new ComposeEntry(key, default, value));
                }
            }

            Add("list", new ComposeSequence([.. words.Select(w => (ComposeNode)ComposeScalar.Of(w, default))], default), there[0]);
            Add("text", words.Length > 0 ? ComposeScalar.Of(words[0], default) : ComposeScalar.Null(default), there[1]);
            Add("tree", child, there[2]);
            Add("null", ComposeScalar.Null(default), there[3]);
            return new ComposeMapping(entries.DrainToImmutable(), default);
        }));

    private static LoadContext Context { get; } = new()
    {
        Options = Compose.Options,
        Report = new LoadReport(ComposeLimits.Default),
        Inputs = new InputReader(new MemoryFiles(), ComposeLimits.Default, new LoadReport(ComposeLimits.Default)),
        ProjectDirectory = Compose.Directory,
        Environment = new Dictionary<string, string>(),
    };

    [Fact]
    public void Merge_ThreeTrees_ComesToTheSameFromEitherSide() => Gen.Select(Trees, Trees, Trees).Sample((a, b, c) =>
    {
        var fromTheLeft = Merger.Merge(Merger.Merge(a, b, Context), c, Context);
        var fromTheRight = Merger.Merge(a, Merger.Merge(b, c, Context), Context);

        Assert.Equal(NodeText.Of(fromTheLeft), NodeText.Of(fromTheRight));
    });

    [Fact]
    public void Merge_EmptyTree_ChangesNothing() => Trees.Sample(tree =>
    {
        var empty = new ComposeMapping([], default);

        Assert.Equal(NodeText.Of(tree), NodeText.Of(Merger.Merge(tree, empty, Context)));
        Assert.Equal(NodeText.Of(tree), NodeText.Of(Merger.Merge(empty, tree, Context)));
    });

    [Fact]
    public void Load_ProjectOverriddenByItself_IsTheSameProject() => Projects.Sample(text =>
        Assert.Equal(Compose.Project(text), Compose.Project(text, ("compose.override.yaml", text))));

    [Fact]
    public void Evaluate_TextWithoutVariables_IsItself() => AnyText.Sample(text =>
    {
        var plain = text.Replace("$", "", StringComparison.Ordinal);

        Assert.Equal(plain, new Template(_ => null, ComposeLimits.Default, new LoadReport(ComposeLimits.Default)).Evaluate(plain).Text);
    });

    [Fact]
    public void Evaluate_EscapedText_IsTheText() => AnyText.Sample(text =>
        Assert.Equal(text, new Template(_ => "set", ComposeLimits.Default, new LoadReport(ComposeLimits.Default)).Evaluate(text.Replace("$", "$$", StringComparison.Ordinal)).Text));

    [Fact]
    public void Evaluate_ValueThatLooksLikeAVariable_IsNotEvaluatedAgain() => AnyText.Sample(value =>
        Assert.Equal($"a{value}b", new Template(_ => value, ComposeLimits.Default, new LoadReport(ComposeLimits.Default)).Evaluate("a${NAME}b").Text));
}
