using Slipway.Api;
using Slipway.Cli.Progress;
using Slipway.Cli.Terminals;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Progress;

public sealed class ProgressBlockTests
{
    private static readonly OperationView View = Views.Running(
        4,
        "deploying revision 1",
        Views.Instance("db", InstancePhases.Running, at: 2.1),
        Views.Instance("migrate", InstancePhases.Completed, at: 3.25),
        Views.Instance("web", InstancePhases.Building, "#12 [build 4/6] RUN \e[31mdotnet publish\e[0m --configuration Release --output /app", at: 1),
        Views.Instance("worker", InstancePhases.Waiting, "for db to be healthy"),
        Views.Instance("cache", InstancePhases.Unchanged),
        Views.Instance("mail", InstancePhases.Failed, "exit code 1", at: 5));

    [Fact]
    public void Render_Plain() => Golden.Matches("progress-block", ProgressBlock.Render(View, Views.Noon.AddSeconds(9.44), new Screen(true, 80, 24, Palette.Plain), 2));

    [Fact]
    public void Render_Colours() => Golden.Matches("progress-block-colours", ProgressBlock.Render(View, Views.Noon.AddSeconds(9.44), new Screen(true, 80, 24, Palette.Ansi), 2));

    [Fact]
    public void Render_FewRows_ShowsWhatMoves() => Golden.Matches("progress-block-low", ProgressBlock.Render(View, Views.Noon.AddSeconds(9.44), new Screen(true, 60, 6, Palette.Plain), 2));

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(80)]
    public void Render_AnyWidth_NoLineIsWider(int width)
    {
        var lines = ProgressBlock.Render(View, Views.Noon.AddSeconds(9), new Screen(true, width, 24, Palette.Plain), 0);

        Assert.All(lines, line => Assert.InRange(Columns.Width(line), 0, width - 1));
    }

    [Fact]
    public void Render_OperationHasEnded_HasNoHeading()
    {
        var lines = ProgressBlock.Render(View with { State = OperationStates.Failed }, Views.Noon.AddSeconds(9), new Screen(true, 80, 24, Palette.Plain), 0);

        Assert.Equal(View.Instances.Length, lines.Length);
    }
}
