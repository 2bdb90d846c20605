using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Hooks;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Repositories;

/// <summary><c>slipway disconnect</c></summary>
internal sealed class DisconnectCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _target = new("PATH|URL") { Description = "The repository, as 'repos' shows it; a path inside of it, or its owner/name", DefaultValueFactory = _ => "." };
    private readonly Option<bool> _remove = new("--remove-environments") { Description = "Remove its environments as well, with their volumes" };
    private readonly Option<bool> _json = Json();

    public DisconnectCommand(Surroundings surroundings)
        : base(
            "disconnect",
            "Follow a repository no longer; its environments stay, its Git hook goes",
            "disconnect .",
            "disconnect https://github.com/team/shop --remove-environments # and the data in their volumes")
    {
        _surroundings = surroundings;
        Add(_target);
        Add(_remove);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        var repository = await KnownRepository.FindAsync(_surroundings, api, parsed.GetValue(_target)!, cancellationToken);
        var how = parsed.GetValue(_remove) ? "remove" : "keep";
        var view = await api.DeleteAsync($"api/repositories/{repository.Id}?environments={how}", ApiJson.Default.DisconnectedView, cancellationToken);
        if (repository.IsLocal)
        {
            await new HookInstaller(_surroundings).RemoveAsync(repository, cancellationToken);
        }

        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, view, ApiJson.Default);
            return ExitCodes.Success;
        }

        _surroundings.Out.WriteLine($"{view.Repository} is disconnected");
        if (view.Kept.Length > 0)
        {
            _surroundings.Out.WriteLine($"  stay as they are: {string.Join(", ", view.Kept)}");
        }

        if (view.Removing.Length > 0)
        {
            _surroundings.Out.WriteLine($"  are being removed: {string.Join(", ", view.Removing)}");
        }

        return ExitCodes.Success;
    }
}
