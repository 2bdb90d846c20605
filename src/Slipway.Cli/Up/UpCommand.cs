using System.CommandLine;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Engines;
using Slipway.Cli.Progress;
using Slipway.Cli.Servers;
using Slipway.Cli.Version;

namespace Slipway.Cli.Up;

/// <summary><c>slipway up</c></summary>
internal sealed class UpCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _target = new("PATH|URL")
    {
        Description = "A directory inside of a Git repository, or any Git URL",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<string?> _ref = new("--ref") { Description = "Branch, tag or commit (default: what is checked out)", HelpName = "REF" };
    private readonly Option<string?> _name = new("--name") { Description = "Name of the environment (default: the project's)", HelpName = "NAME" };
    private readonly Option<string[]> _files = new("--file", "-f") { Description = "Compose file, relative to the directory; repeat to merge", HelpName = "FILE" };
    private readonly Option<string[]> _profiles = new("--profile") { Description = "Profile to activate; repeatable", HelpName = "PROFILE" };
    private readonly Option<double?> _waitTimeout = new("--wait-timeout") { Description = "Stop waiting after so many seconds; the work goes on", HelpName = "S" };
    private readonly Option<bool> _json = Json();

    public UpCommand(Surroundings surroundings)
        : base(
            "up",
            "Import a repository's Compose file and run it",
            "up samples/guestbook # a directory of a repository, at the commit that is checked out",
            "up . --ref feature/login # another branch, side by side with the first",
            "up https://example.com/team/shop.git --name shop",
            "up . -f compose.yaml -f compose.prod.yaml --profile worker",
            "up . --wait-timeout 60 || echo 'not up within a minute'")
    {
        _surroundings = surroundings;
        Add(_target);
        Add(_ref);
        Add(_name);
        Add(_files);
        Add(_profiles);
        Add(_waitTimeout);
        Add(_json);
        _waitTimeout.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var seconds) && seconds is not (> 0 and <= 86_400))
            {
                result.AddError("--wait-timeout takes seconds, more than 0 and at most 86400");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var begun = _surroundings.Time.GetTimestamp();
        var target = UpTarget.Of(parsed.GetValue(_target)!, _surroundings.Directory);
        await new EngineSetup(_surroundings).EnsureAsync(cancellationToken);
        var launcher = new ServerLauncher(_surroundings);
        using var api = await launcher.EnsureAsync(cancellationToken);
        NoteOtherServer(api.Address);

        var request = Request(parsed, target);
        var accepted = await new RequestSender(launcher, _surroundings).SendAsync(api, (server, id) => server.ImportAsync(request, id, cancellationToken), cancellationToken);
        TimeSpan? wait = parsed.GetValue(_waitTimeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        var view = await new OperationWatch(_surroundings, launcher).WaitAsync(api, accepted.Operation, wait, cancellationToken);
        return Report(view, _surroundings.Time.GetElapsedTime(begun), parsed.GetValue(_json));
    }

    private ImportRequest Request(ParseResult parsed, UpTarget target) => new()
    {
        Repository = target.Repository,
        Ref = parsed.GetValue(_ref),
        Name = parsed.GetValue(_name),
        Files = [.. (parsed.GetValue(_files) ?? []).Select(file => target.FileRelative(file, _surroundings.Directory))],
        Profiles = [.. parsed.GetValue(_profiles) ?? []],
    };

    private int Report(OperationView view, TimeSpan taken, bool json)
    {
        OperationReport.Findings(_surroundings, view);
        if (json)
        {
            JsonOutput.Write(_surroundings.Out, view, ApiJson.Default);
        }

        if (view.State != OperationStates.Succeeded)
        {
            return OperationReport.Unsuccessful(_surroundings, view);
        }

        if (!json)
        {
            foreach (var line in ResultText.Deployed(view, taken, _surroundings.Command, _surroundings.OutScreen().Palette))
            {
                _surroundings.Out.WriteLine(line);
            }
        }

        return ExitCodes.Success;
    }

    // It is not restarted on its own: it may be at work for somebody else.
    private void NoteOtherServer(ServerAddress running)
    {
        var otherVersion = running.Version.Split('+')[0] != PrintVersion.Version.Split('+')[0];
        var otherBuild = _surroundings.Variable("SLIPWAY_SERVER") is { } wanted
            && ProcessTable.Arguments(running.ProcessId) is { Length: > 0 } arguments
            && !arguments.Contains(Path.GetFullPath(wanted, _surroundings.Directory));
        if (otherVersion || otherBuild)
        {
            var which = otherVersion ? $"is version {running.Version}, this is {PrintVersion.Version}" : "is another build than this";
            _surroundings.Error.WriteLine($"notice: the server that runs {which}; '{_surroundings.Command} stop' and repeat to use this one");
        }
    }
}
