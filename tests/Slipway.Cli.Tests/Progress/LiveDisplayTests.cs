using Slipway.Api;
using Slipway.Cli.Progress;
using Slipway.Cli.Terminals;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Progress;

public sealed class LiveDisplayTests
{
    [Fact]
    public async Task Show_ManyChanges_DrawsOncePerFrameAndOverwritesInPlace()
    {
        var output = new StringWriter();
        var time = CliRun.Noon();
        var display = new LiveDisplay(output, () => new Screen(true, 60, 24, Palette.Plain), time);

        for (var i = 0; i < 1000; i++)
        {
            display.Show(Views.Running(i, "deploying", Views.Instance("web", InstancePhases.Building, $"line {i}")));
        }

        Assert.Empty(output.ToString());
        display.Show(Views.Running(2000, "deploying", Views.Instance("web", InstancePhases.Running, at: 1)) with { State = OperationStates.Succeeded });
        await display.DisposeAsync();

        Assert.Equal("\e[?25l\r✔ web  running    1.0s\e[K\n\e[J\e[?25h", output.ToString());
    }
}
