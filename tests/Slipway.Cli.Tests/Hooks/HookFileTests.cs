using Slipway.Cli.Hooks;

namespace Slipway.Cli.Tests.Hooks;

public sealed class HookFileTests
{
    private const string Block = HookScript.Begin + "\nnew\n" + HookScript.End + "\n";
    private const string Old = HookScript.Begin + "\nold\n" + HookScript.End + "\n";

    [Theory]
    [InlineData(null, "#!/bin/sh\n" + Block)]
    [InlineData("#!/bin/sh\necho hi", "#!/bin/sh\necho hi\n" + Block)]
    [InlineData("#!/usr/bin/env bash\necho hi\n", "#!/usr/bin/env bash\necho hi\n" + Block)]
    [InlineData("#!/bin/sh\n  exit 1\n", "#!/bin/sh\n  exit 1\n" + Block)]
    [InlineData("#!/bin/sh\n" + Old + "echo after\n", "#!/bin/sh\n" + Block + "echo after\n")]
    public void With_NothingAShellScriptOrOurOwn_HasTheBlockOnce(string? existing, string expected)
    {
        var (text, problem) = HookFile.With(existing, Block);

        Assert.Equal((expected, null), (text, problem));
        Assert.Equal(expected, HookFile.With(text, Block).Text);
    }

    [Theory]
    [InlineData("#!/usr/bin/python3\nprint()\n")]
    [InlineData("\u007fELF\0")]
    [InlineData("echo hi\n")]
    [InlineData("#!/bin/sh\nrun\nexit 0\n")]
    [InlineData("#!/bin/sh\nexec run\n")]
    public void With_AnythingElse_IsLeftAlone(string existing)
    {
        var (text, problem) = HookFile.With(existing, Block);

        Assert.Null(text);
        Assert.NotNull(problem);
    }

    [Theory]
    [InlineData("#!/bin/sh\n" + Block, "")]
    [InlineData("#!/bin/sh\necho hi\n" + Block, "#!/bin/sh\necho hi\n")]
    [InlineData("#!/bin/sh\n" + Block + "echo after\n", "#!/bin/sh\necho after\n")]
    [InlineData("#!/bin/sh\necho hi\n", null)]
    public void Without(string existing, string? expected) => Assert.Equal(expected, HookFile.Without(existing));
}
