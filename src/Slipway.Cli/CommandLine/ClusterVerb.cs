using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.Servers;

namespace Slipway.Cli.CommandLine;

/// <summary>A verb that asks the server one thing about one environment and shows the answer, or prints it as JSON.</summary>
internal abstract class ClusterVerb<TView> : Verb
{
    private readonly Argument<string> _name = ClusterName();
    private readonly Option<bool> _json = Json();

    protected ClusterVerb(Surroundings surroundings, string name, string description)
        : base(name, description, $"{name} guestbook", $"{name} guestbook --json")
    {
        Surroundings = surroundings;
        Add(_name);
        Add(_json);
        SetAction(RunAsync);
    }

    protected Surroundings Surroundings { get; }

    /// <summary>Asks the server.</summary>
    /// <param name="api">The server.</param>
    /// <param name="path">The environment's path.</param>
    /// <param name="cancellationToken">Cancels.</param>
    protected abstract Task<TView> AskAsync(ApiClient api, string path, CancellationToken cancellationToken);

    /// <summary>Shows the answer to people.</summary>
    protected abstract void Show(string name, TView view);

    /// <summary>Gets the exit code that an answer stands for.</summary>
    protected virtual int ExitCodeOf(TView view) => ExitCodes.Success;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        using var api = await new ServerLauncher(Surroundings).EnsureAsync(cancellationToken);
        var view = await KnownCluster.OrSuggestAsync(
            Surroundings, api, name, () => AskAsync(api, $"api/clusters/{Uri.EscapeDataString(name)}", cancellationToken), cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(Surroundings.Out, view, ApiJson.Default);
        }
        else
        {
            Show(name, view);
        }

        return ExitCodeOf(view);
    }
}
