using Slipway.Api;

namespace Slipway.Cli.Progress;

/// <summary>Writes what came of an operation, and which exit code that is.</summary>
internal static class OperationReport
{
    public static void Findings(Surroundings surroundings, OperationView view)
    {
        foreach (var line in ResultText.Findings(view, surroundings.ErrorScreen().Palette))
        {
            surroundings.Error.WriteLine(line);
        }
    }

    public static int Unsuccessful(Surroundings surroundings, OperationView view)
    {
        var palette = surroundings.ErrorScreen().Palette;
        var (exitCode, lines) = view.State switch
        {
            OperationStates.Rejected => (ExitCodes.Rejected, ResultText.Rejected(view, palette)),
            OperationStates.Superseded => (ExitCodes.Superseded, ["notice: overtaken by newer work on the same environment", $"  next step: {surroundings.Command} ls shows its state"]),
            _ => (ExitCodes.Failed, ResultText.Failed(view, palette)),
        };
        foreach (var line in lines)
        {
            surroundings.Error.WriteLine(line);
        }

        return exitCode;
    }
}
