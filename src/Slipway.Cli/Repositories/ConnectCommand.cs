using System.CommandLine;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Hooks;
using Slipway.Cli.Servers;
using Slipway.Cli.Up;

namespace Slipway.Cli.Repositories;

/// <summary><c>slipway connect</c></summary>
internal sealed class ConnectCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _target = new("PATH|URL")
    {
        Description = "A directory inside of a Git repository, a bare repository, or any Git URL",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<string[]> _branches = new("--branches")
    {
        Description = "Branches that get an environment, as globs: * stops at /, ** does not, ! in front excludes (default: the default branch)",
        HelpName = "GLOB",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _pullRequests = new("--pull-requests") { Description = "Give each open pull request an environment" };
    private readonly Option<string?> _label = new("--label") { Description = "Only pull requests that carry this label", HelpName = "LABEL" };
    private readonly Option<bool> _forks = new("--forks") { Description = "Pull requests from forks as well; their files and Dockerfiles are anybody's" };
    private readonly Option<string[]> _files = new("--file", "-f") { Description = "Compose file, relative to the directory; repeat to merge", HelpName = "FILE" };
    private readonly Option<string[]> _profiles = new("--profile") { Description = "Profile to activate; repeatable", HelpName = "PROFILE" };
    private readonly Option<string?> _name = new("--name") { Description = "Names of the environments, with {project}, {branch} and {number}", HelpName = "PATTERN" };
    private readonly Option<string?> _every = new("--every") { Description = "How often refs are looked at: 30s, 5m, 1h (default: 5m)", HelpName = "TIME" };
    private readonly Option<string?> _gitHub = new("--github") { Description = "Its name on GitHub (default: from a URL at github.com)", HelpName = "OWNER/NAME" };
    private readonly Option<bool> _hook = new("--hook") { Description = "Install a Git hook in a repository of this machine that tells of each push or commit" };
    private readonly Option<bool> _json = Json();

    public ConnectCommand(Surroundings surroundings)
        : base(
            "connect",
            "Follow a repository: every push updates its environments",
            "connect . --hook # each commit of the checked-out default branch is deployed",
            "connect https://github.com/team/shop --branches main 'release/*' --pull-requests",
            "connect https://github.com/team/shop --pull-requests --label preview",
            "connect /srv/git/shop.git --branches '**' '!wip/**' --hook # a bare repository that people push to")
    {
        _surroundings = surroundings;
        Add(_target);
        Add(_branches);
        Add(_pullRequests);
        Add(_label);
        Add(_forks);
        Add(_files);
        Add(_profiles);
        Add(_name);
        Add(_every);
        Add(_gitHub);
        Add(_hook);
        Add(_json);
        SetAction(RunAsync);
    }

    /// <summary>Seconds of a time such as <c>30s</c>, <c>5m</c> or <c>1h</c>.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static double? Seconds(string? typed)
    {
        if (typed is null)
        {
            return null;
        }

        var unit = typed.Length > 1 ? typed[^1] : ' ';
        var factor = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return factor > 0 && double.TryParse(typed.AsSpan(0, typed.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * factor is >= 5 and <= 86_400
            ? number * factor
            : throw new CliException(ExitCodes.Usage, $"--every takes a time from 5s to 24h, not '{typed}'", "write 30s, 5m or 1h");
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var target = UpTarget.Of(parsed.GetValue(_target)!, _surroundings.Directory);
        if (parsed.GetValue(_hook) && !target.IsLocal)
        {
            throw new CliException(ExitCodes.Usage, "--hook installs a hook on this machine, and this is a URL", "leave --hook out; the answer says what to set up instead");
        }

        var request = Request(parsed, target);
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        RepositoryView repository;
        try
        {
            repository = await api.PostAsync("api/repositories", request, ApiJson.Default.ConnectRequest, ApiJson.Default.RepositoryView, cancellationToken);
        }
        catch (CliException refusal)
        {
            throw refusal.WithNextStep($"correct what is named above and repeat; {_surroundings.Command} connect --help shows every setting");
        }

        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, repository, ApiJson.Default);
        }
        else
        {
            Tell(repository, parsed.GetValue(_hook));
        }

        return !parsed.GetValue(_hook) || await new HookInstaller(_surroundings).InstallAsync(repository, cancellationToken) ? ExitCodes.Success : ExitCodes.Failed;
    }

    private ConnectRequest Request(ParseResult parsed, UpTarget target)
    {
        var label = parsed.GetValue(_label);
        return new ConnectRequest
        {
            Repository = target.Repository,
            GitHub = parsed.GetValue(_gitHub),
            Branches = [.. parsed.GetValue(_branches) ?? []],
            PullRequests = label is not null ? "labelled" : parsed.GetValue(_pullRequests) ? "all" : "none",
            Label = label,
            Forks = parsed.GetValue(_forks),
            Files = [.. (parsed.GetValue(_files) ?? []).Select(file => target.FileRelative(file, _surroundings.Directory))],
            Profiles = [.. parsed.GetValue(_profiles) ?? []],
            NamePattern = parsed.GetValue(_name),
            EverySeconds = Seconds(parsed.GetValue(_every)),
        };
    }

    private void Tell(RepositoryView repository, bool hook)
    {
        var palette = _surroundings.OutScreen().Palette;
        _surroundings.Out.WriteLine($"{palette.Bold(repository.Repository)} is connected; it follows {RepositoryWords.Follows(repository)}");
        if (repository.Environments.Length > 0)
        {
            _surroundings.Out.WriteLine($"  Environments: {string.Join(", ", repository.Environments)}");
        }

        if (!hook)
        {
            foreach (var line in RepositoryWords.HowToBeTold(repository, _surroundings.Command))
            {
                _surroundings.Out.WriteLine(line);
            }
        }

        _surroundings.Out.WriteLine($"  {palette.Dim("watch")}  {_surroundings.Command} ls");
    }
}
