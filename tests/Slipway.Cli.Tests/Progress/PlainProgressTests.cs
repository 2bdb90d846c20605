using Slipway.Api;
using Slipway.Cli.Progress;
using Slipway.Cli.Tests.Fakes;

namespace Slipway.Cli.Tests.Progress;

public sealed class PlainProgressTests
{
    [Fact]
    public void Advance_WholeRun()
    {
        var progress = new PlainProgress(TimeZoneInfo.Utc);
        var lines = new List<string>();

        Show(0, Views.Running(1, "fetching the repository"));
        Show(1, Views.Running(2, "deploying", Views.Instance("web", InstancePhases.Building), Views.Instance("database", InstancePhases.Waiting, "for its turn")));
        Show(1.5, Views.Running(3, "deploying", Views.Instance("web", InstancePhases.Building, "step 1"), Views.Instance("database", InstancePhases.Creating)));
        Show(3.1, Views.Running(4, "deploying", Views.Instance("web", InstancePhases.Building, "step 2"), Views.Instance("database", InstancePhases.Creating)));
        Show(3.2, Views.Running(5, "deploying", Views.Instance("web", InstancePhases.Building, "step 3"), Views.Instance("database", InstancePhases.Running)));
        Show(9, Views.Running(6, "deploying", Views.Instance("web", InstancePhases.Failed, "exit code 2"), Views.Instance("database", InstancePhases.Running)));
        Golden.Matches("progress-plain", lines);

        void Show(double at, OperationView view) => lines.AddRange(progress.Advance(view, Views.Noon.AddSeconds(at)));
    }
}
