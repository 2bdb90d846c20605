using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Progress;

/// <summary>Begins an operation on an environment, shows its progress as <c>up</c> does, and says what came of it.</summary>
internal sealed class OperationRun(Surroundings surroundings)
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="name">The environment.</param>
    /// <param name="ask">Asks one server for it, by the request id that it is given.</param>
    /// <param name="json">Whether the result is printed as JSON.</param>
    /// <param name="whenRefused">What to do where the server says no.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    public async Task<int> RunAsync(string name, Func<ApiClient, string, Task<Accepted>> ask, bool json, string whenRefused, CancellationToken cancellationToken)
    {
        var begun = surroundings.Time.GetTimestamp();
        var launcher = new ServerLauncher(surroundings);
        using var api = await launcher.EnsureAsync(cancellationToken);
        Accepted accepted;
        try
        {
            accepted = await KnownCluster.OrSuggestAsync(
                surroundings, api, name, () => new RequestSender(launcher, surroundings).SendAsync(api, ask, cancellationToken), cancellationToken);
        }
        catch (CliException refusal)
        {
            throw refusal.WithNextStep(whenRefused);
        }

        var view = await new OperationWatch(surroundings, launcher).WaitAsync(api, accepted.Operation, null, cancellationToken);
        OperationReport.Findings(surroundings, view);
        if (json)
        {
            JsonOutput.Write(surroundings.Out, view, ApiJson.Default);
        }

        if (view.State != OperationStates.Succeeded)
        {
            return OperationReport.Unsuccessful(surroundings, view);
        }

        if (!json)
        {
            foreach (var line in ResultText.Deployed(view, surroundings.Time.GetElapsedTime(begun), surroundings.Command, surroundings.OutScreen().Palette))
            {
                surroundings.Out.WriteLine(line);
            }
        }

        return ExitCodes.Success;
    }
}
