using Slipway.Cli.Progress;
using Slipway.Cli.Terminals;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Progress;

public sealed class ResultTextTests
{
    [Fact]
    public void Deployed_Colours() => Golden.Matches("result-deployed", ResultText.Deployed(Views.Succeeded(), TimeSpan.FromSeconds(12.34), "./slipway", Palette.Ansi));

    [Fact]
    public void Failed_NobodyIsToBlame_SaysWhatIsKnown()
    {
        var view = Views.Failed();

        var lines = ResultText.Failed(view with { Failure = view.Failure! with { Instance = null, Location = null, LastLines = [] } }, Palette.Plain);

        Assert.Equal(["error: its container ended with exit code 3, three times", "  next step: correct the command, then run up again"], lines);
    }
}
