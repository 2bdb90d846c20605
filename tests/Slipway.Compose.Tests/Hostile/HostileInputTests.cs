using System.Text;

namespace Slipway.Compose.Tests;

public sealed class HostileInputTests
{
    private static readonly string Small = Compose.WithService("restart: always");

    [Fact]
    public void Load_UnreadableFile_IsReported()
    {
        var result = ComposeLoader.Load(Compose.Options, new MemoryFiles { Broken = "/project/compose.yaml" });

        Assert.Equal(Rules.FileUnreadable.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Load_HugeFile_IsRefused()
    {
        var options = Compose.Options with { Limits = new ComposeLimits { MaxFileBytes = 100 } };

        var result = Compose.Load(options, Small + new string('#', 100));

        Assert.Equal(Rules.FileTooLarge.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Load_ManyFiles_AreRefused()
    {
        var options = Compose.Options with { Limits = new ComposeLimits { MaxFiles = 2 } };

        var result = Compose.Load(options, "include: [a.yaml, b.yaml]\n" + Small, ("a.yaml", "x-a: 1"), ("b.yaml", "x-b: 1"));

        Assert.Equal(Rules.TooManyFiles.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Load_DeepIncludes_AreRefused()
    {
        var files = Enumerable.Range(0, 50).Select(i => ($"{i}.yaml", $"include: [{i + 1}.yaml]\n")).ToArray();

        var result = Compose.Load("include: [0.yaml]\n", files);

        Assert.Equal(Rules.IncludeTooDeep.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Load_DeepExtends_AreRefused()
    {
        var text = new StringBuilder("services:\n");
        for (var i = 200; i >= 0; i--)
        {
            text.Append("  s").Append(i).Append(":\n    extends: s").Append(i - 1 < 0 ? "last" : $"{i - 1}").Append('\n');
        }

        text.Append("  slast:\n    image: nginx\n");

        var result = Compose.Load(text.ToString());

        Assert.Contains(result.Diagnostics, d => d.Code == Rules.ExtendsTooDeep.Code);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Load_NestedHundredThousandDeep_IsRefused(char open, char close)
    {
        var result = Compose.Load("x-a: " + new string(open, 100_000) + new string(close, 100_000));

        Assert.NotEmpty(Compose.Errors(result));
    }

    [Fact]
    public void Load_NestedBlocks_AreRefused()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 2000; i++)
        {
            text.Append(' ', i).Append("a:\n");
        }

        var result = Compose.Load(text.ToString());

        Assert.Equal(Rules.TooDeep.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Load_AliasBomb_IsRefused()
    {
        var text = new StringBuilder("x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
        {
            text.Append("x-").Append(i).Append(": &a").Append(i).Append(" [").AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", 10)).Append("]\n");
        }

        var result = Compose.Load(text.ToString());

        Assert.Equal(Rules.TooManyNodes.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Load_DepthThroughAliases_IsRefused()
    {
        var text = new StringBuilder("x-0: &a0 x\n");
        for (var i = 1; i < 40; i++)
        {
            text.Append("x-").Append(i).Append(": &a").Append(i).Append(' ').Append('[', 60).Append($"*a{i - 1} ").Append(']', 60).Append('\n');
        }

        var result = Compose.Load(text.ToString());

        Assert.Equal(Rules.TooDeep.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Load_ManyNodesInManyFiles_AreRefused()
    {
        var options = Compose.Options with { Limits = new ComposeLimits { MaxTotalNodes = 50 } };
        var files = Enumerable.Range(0, 9).Select(i => ($"{i}.yaml", "x-a: [1, 2, 3, 4, 5, 6, 7, 8]\n")).ToArray();

        var result = Compose.Load(options, "include: [" + string.Join(", ", files.Select(f => f.Item1)) + "]\n", files);

        Assert.Equal(Rules.TooManyNodes.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Load_InterpolationBomb_IsRefused()
    {
        var options = Compose.With(("A", new string('a', 100_000)));

        var result = Compose.Load(options, Compose.WithService("command: \"" + string.Concat(Enumerable.Repeat("$A", 1000)) + "\""));

        Assert.Equal(Rules.Template.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Load_NestedTemplates_AreRefused()
    {
        var template = string.Concat(Enumerable.Repeat("${A:-", 5000)) + new string('}', 5000);

        var result = Compose.Load(Compose.WithService($"user: \"{template}\""));

        Assert.Equal(Rules.Template.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, 0x00 })]
    [InlineData(new byte[] { (byte)'a', (byte)':', (byte)' ', 0xc3, 0x28 })]
    [InlineData(new byte[] { (byte)'a', (byte)':', 0, (byte)'b' })]
    public void Load_NotText_IsReported(byte[] content)
    {
        var files = new MemoryFiles();
        files.Add("/project/compose.yaml", content);

        var result = ComposeLoader.Load(Compose.Options, files);

        Assert.Equal(Rules.NotText.Code, Assert.Single(result.Diagnostics).Code);
    }

    [Theory]
    [InlineData("services:\n  a:\n    image: alpine:3.\n20\n    networks: [default]\n")]
    [InlineData("!override\nservices: {a: {image: x}, b: 1}\n")]
    [InlineData("!reset\nservices: {a: 1}\n")]
    public void Load_FoundByFuzzing_IsReported(string text) => Assert.NotEmpty(Compose.Errors(Compose.Load(text)));

    [Fact]
    public void Load_ManyServicesInOneChain_Works()
    {
        var text = new StringBuilder("services:\n");
        for (var i = 0; i < 3000; i++)
        {
            text.Append("  s").Append(i).Append(":\n    image: nginx\n");
            if (i > 0)
            {
                text.Append("    depends_on: [s").Append(i - 1).Append("]\n");
            }
        }

        Assert.Empty(Compose.Load(text.ToString()).Diagnostics);
    }

    [Fact]
    public void Load_ManyFaults_StopsCounting()
    {
        var result = Compose.Load("services:\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"  s{i}: {{imgae: x}}\n")));

        Assert.Equal(ComposeLimits.Default.MaxDiagnostics + 1, result.Diagnostics.Length);
        Assert.Equal(Rules.MoreFindings.Code, result.Diagnostics[^1].Code);
    }
}
