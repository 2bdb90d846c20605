using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Pausing;

/// <summary><c>slipway resume</c></summary>
internal sealed class ResumeCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Option<bool> _json = Json();

    public ResumeCommand(Surroundings surroundings)
        : base("resume", "Deploy pushes of an environment again, beginning with what was pushed while it was paused", "resume guestbook", "resume guestbook --json")
    {
        _surroundings = surroundings;
        Add(_name);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        var view = await KnownCluster.OrSuggestAsync(
            _surroundings,
            api,
            name,
            () => api.PostAsync($"api/clusters/{Uri.EscapeDataString(name)}/resume", ApiJson.Default.PauseView, cancellationToken),
            cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, view, ApiJson.Default);
            return ExitCodes.Success;
        }

        var text = view.Operation is null
            ? $"{name} follows its branch again; nothing was pushed meanwhile"
            : $"{name} follows its branch again and catches up; watch it with '{_surroundings.Command} events {name} -f'";
        await _surroundings.Out.WriteLineAsync(text.AsMemory(), cancellationToken);
        return ExitCodes.Success;
    }
}
