using System.Globalization;
using System.Text;

namespace Slipway.Compose.Tests;

/// <summary>YAML that is made to cost more than it weighs.</summary>
public sealed class HostileYamlTests
{
    private const int Many = 100_000;

    public static TheoryData<string, string> Nested { get; } = new()
    {
        { "flow sequences", new string('[', Many) + new string(']', Many) },
        { "flow mappings", string.Concat(Enumerable.Repeat("{a: ", Many)) + new string('}', Many) },
        { "mixed", string.Concat(Enumerable.Repeat("[{a: ", Many / 2)) + string.Concat(Enumerable.Repeat("}]", Many / 2)) },
        { "dashes of one line", string.Concat(Enumerable.Repeat("- ", Many)) + "x" },
        { "keys of mappings", string.Concat(Enumerable.Repeat("? ", Many)) + "x" },
        { "flow keys", string.Concat(Enumerable.Repeat("{", Many)) + "a" + string.Concat(Enumerable.Repeat(": b}", Many)) },
        { "open brackets only", new string('[', Many) },
        { "open braces only", new string('{', Many) },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Nested))]
    public void Load_NestedHundredThousandDeep_IsRefused(string what, string yaml)
    {
        var result = BoundedLoad.Load(64, "x-a:\n  " + yaml + "\n");

        Assert.NotEmpty(what);
        Assert.Subset(new HashSet<string> { Rules.TooDeep.Code, Rules.YamlSyntax.Code }, BoundedLoad.Codes(result).ToHashSet());
        Assert.NotEmpty(result.Diagnostics);
    }

    [Fact]
    public void Load_HundredMegabytes_AreRefusedUnread()
    {
        var files = new MemoryFiles();
        files.Add("/project/compose.yaml", new byte[100 * 1024 * 1024]);

        var result = BoundedLoad.Load(8, Compose.Options, files);

        Assert.Equal([Rules.FileTooLarge.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_AliasesOfALongText_CountAsWhatTheyWeigh()
    {
        var text = $"x-a: &a \"{new string('$', 1_000_000)}\"\nx-b: [{string.Join(", ", Enumerable.Repeat("*a", 10_000))}]\nservices: {{web: {{image: x}}}}\n";

        var result = BoundedLoad.Load(64, text);

        Assert.Equal([Rules.TooManyNodes.Code], BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_AliasesAsKeysAndInMergeKeys_CountAsWhatTheyWeigh()
    {
        var text = new StringBuilder("x-0: &a0 {").AppendJoin(", ", Enumerable.Range(0, 1000).Select(i => $"k{i}: v")).Append("}\n");
        text.Append("x-1: {<<: [").AppendJoin(", ", Enumerable.Repeat("*a0", 10_000)).Append("]}\n");

        Assert.Equal([Rules.TooManyNodes.Code], BoundedLoad.Codes(BoundedLoad.Load(64, text.ToString())));

        var keys = $"x-k: &k {new string('k', 100_000)}\nx-m:\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"  m{i}: {{*k : 1}}\n"));
        Assert.Equal([Rules.TooManyNodes.Code], BoundedLoad.Codes(BoundedLoad.Load(64, keys)));
    }

    [Theory]
    [InlineData("x-a: &a\n  <<: *a\n  b: 1\n")]
    [InlineData("x-a: &a {<<: [*a]}\n")]
    [InlineData("x-a: &a {b: &b {<<: *a}, c: *b}\n")]
    [InlineData("x-a: &a [*a]\n")]
    [InlineData("&a x-a: {? *a : *a}\nx-b: &b {? *b : c}\n")]
    public void Load_ThatContainsItself_IsReportedOnce(string yaml)
    {
        var result = Compose.Load(yaml + "services: {web: {image: x}}\n");

        Assert.Equal(Rules.SelfContaining.Code, BoundedLoad.Codes(result)[0]);
    }

    [Fact]
    public void Load_ManyResets_AreDeletedInOneWalk()
    {
        const int Count = 30_000;
        var first = "x-a:\n" + string.Concat(Enumerable.Range(0, Count).Select(i => $"  k{i}: v\n")) + "services: {web: {image: x}}\n";
        var second = "x-a:\n" + string.Concat(Enumerable.Range(0, Count).Select(i => $"  k{i}: !reset\n")) + "  kept: 1\n";

        var result = BoundedLoad.Load(400, first, ("compose.override.yaml", second));

        var extension = (ComposeMapping)result.GetProjectOrThrow().Tree["x-a"]!;
        Assert.Equal("kept", Assert.Single(extension.Entries).Key);
    }

    [Fact]
    public void Load_ManyDocuments_StopAtTheBound()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"---\nx-{i}: [1, 2, 3, 4, 5, 6, 7, 8, 9]\n")) + "---\nservices: {web: {image: x}}\n";
        var options = Compose.Options with { Limits = ComposeLimits.Default with { MaxTotalNodes = 250_000 } };

        var result = BoundedLoad.Load(2000, options, text);

        Assert.Contains(Rules.TooManyNodes.Code, BoundedLoad.Codes(result));
    }

    [Fact]
    public void Load_ManyKeysTwice_AreNotAllListed()
    {
        var result = BoundedLoad.Load(100, "x-a:\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"  k{i % 20_000}: v\n")) + "services: {web: {image: x}}\n");

        Assert.Equal([Rules.DuplicateKey.Code], BoundedLoad.Codes(result));
        Assert.Equal(Rules.MoreFindings.Code, result.Diagnostics[^1].Code);
    }

    [Fact]
    public void Load_LongKeysAndValuesInFindings_AreShortened()
    {
        var result = BoundedLoad.Load(200, $"services:\n  web:\n    image: x\n    {new string('k', 900)}: 1\n    scale: {new string('v', 1_000_000)}\n");

        Assert.Equal(2, result.Diagnostics.Length);
        Assert.All(result.Diagnostics, d => Assert.InRange(d.ToString().Length, 10, 1500));
        Assert.All(result.Diagnostics, d => Assert.EndsWith(".", d.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_TerminalCodesInInput_AreHarmlessInFindings()
    {
        var result = Compose.Load("services:\n  web:\n    image: x\n    \"a\\e[2Jb\\u202e\\uD800\": 1\n    restart: \"\\e]0;title\\a\"\n    scale: \"\\r\\n\"\n");

        Assert.NotEmpty(result.Diagnostics);
        Assert.All(result.Diagnostics, d => Assert.DoesNotContain(d.ToString(), c => char.IsControl(c) || c == '\u202e' || char.IsSurrogate(c)));
    }

    [Theory]
    [InlineData(0x1b, 2)]
    [InlineData(0x7f, 2)]
    [InlineData(0x01, 2)]
    public void Load_ControlCharacter_IsRefusedWithItsPlace(int character, int line)
    {
        var result = Compose.Load($"services:\n  web: {{image: \"x{(char)character}\"}}\n");

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal((Rules.NotText.Code, line), (error.Code, error.Span.Line));
        Assert.Contains($"U+{character:X4}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Load_ByteOrderMark_SaysTheEncoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var files = new MemoryFiles();
        files.Add("/project/compose.yaml", [.. encoding.GetPreamble(), .. encoding.GetBytes("services: {web: {image: ä}}\n")]);

        Assert.Equal("ä", ComposeLoader.Load(Compose.Options, files).GetProjectOrThrow().Services["web"].Image);
    }

    [Theory]
    [InlineData("!!python/object/apply:os.system [ls]")]
    [InlineData("!!binary AAAA")]
    [InlineData("!<tag:example.com,2000:x> {a: b}")]
    [InlineData("!!set {a, b}")]
    [InlineData("!!omap [a: 1]")]
    [InlineData("!!timestamp 2001-12-14")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("1e999999999")]
    [InlineData("-1e-999999999")]
    [InlineData("0x" + "ffffffffffffffffffffffffffffffffffff")]
    [InlineData("9999-99-99")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59.9999999-14:00")]
    public void Load_OddValueAnywhere_NeverThrows(string value)
    {
        foreach (var attribute in new[] { "scale", "mem_limit", "cpus", "stop_grace_period", "environment", "labels", "ports", "command", "secrets", "deploy", "x-a", "shm_size", "ulimits", "image" })
        {
            var text = $"services:\n  web:\n    image: x\n    {(attribute == "image" ? "hostname" : attribute)}: {value}\n    tmpfs: [{value}]\n    sysctls: {{a: {value}}}\n";

            var project = Compose.Load(text).Project;

            Assert.True(project is null || ComposeRenderer.ToJson(project).Length + ComposeRenderer.ToYaml(project).Length > 0);
        }
    }

    [Theory]
    [InlineData("scale")]
    [InlineData("cpu_shares")]
    [InlineData("pids_limit")]
    [InlineData("mem_limit")]
    [InlineData("cpus")]
    [InlineData("stop_grace_period")]
    public void Load_NumberOfAMillionDigits_IsJudgedOnce(string attribute)
    {
        var result = BoundedLoad.Load(64, Compose.WithService($"{attribute}: \"{new string('9', 1_000_000)}\""));

        Assert.InRange(result.Diagnostics.Length, 0, 1);
        Assert.True(result.Diagnostics.Length == 1 || result.Project is not null, attribute.ToString(CultureInfo.InvariantCulture));
    }
}
