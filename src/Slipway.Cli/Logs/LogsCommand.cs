using System.CommandLine;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Logs;

/// <summary><c>slipway logs</c></summary>
internal sealed class LogsCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Argument<string?> _service = new("SERVICE") { Description = "Only this service", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with new lines as they come" };
    private readonly Option<string> _tail = new("--tail", "-n") { Description = "Only the last N lines of each container, or 'all'", HelpName = "N", DefaultValueFactory = _ => "all" };
    private readonly Option<bool> _timestamps = new("--timestamps", "-t") { Description = "Begin each line with its time" };
    private readonly Option<bool> _json = Json();

    public LogsCommand(Surroundings surroundings)
        : base(
            "logs",
            "Show what the containers of an environment print",
            "logs guestbook",
            "logs guestbook web -f # one service, as it comes",
            "logs guestbook --tail 50 --timestamps")
    {
        _surroundings = surroundings;
        Add(_name);
        Add(_service);
        Add(_follow);
        Add(_tail);
        Add(_timestamps);
        Add(_json);
        _tail.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value is not "all" and var text
                && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            {
                result.AddError($"--tail takes a number of lines or 'all', not '{text}'");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        var launcher = new ServerLauncher(_surroundings);
        using var api = await launcher.EnsureAsync(cancellationToken);
        return await KnownCluster.OrSuggestAsync(_surroundings, api, name, () => PrintAsync(launcher, api, name, parsed, cancellationToken), cancellationToken);
    }

    private async Task<int> PrintAsync(ServerLauncher launcher, ApiClient api, string name, ParseResult parsed, CancellationToken cancellationToken)
    {
        var json = parsed.GetValue(_json);
        var text = new LogText(name, parsed.GetValue(_timestamps), _surroundings.Time.LocalTimeZone, _surroundings.OutScreen());
        var path = Path(name, parsed, parsed.GetValue(_tail));
        if (parsed.GetValue(_follow))
        {
            await new LogFollower(launcher, _surroundings).FollowAsync(api, name, path, Path(name, parsed, null), PrintLineAsync, cancellationToken);
            return ExitCodes.Success;
        }

        await foreach (var entry in api.LinesAsync(path, ApiJson.Default.LogEntry, cancellationToken))
        {
            await PrintLineAsync(entry);
        }

        return ExitCodes.Success;

        Task PrintLineAsync(LogEntry entry)
        {
            var line = json ? JsonOutput.Line(entry, ApiJson.Default) : text.Line(entry);
            return _surroundings.Out.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }

    private string Path(string name, ParseResult parsed, string? lines)
    {
        var query = new List<string>();
        if (parsed.GetValue(_service) is { } service)
        {
            query.Add("service=" + Uri.EscapeDataString(service));
        }

        if (lines is { } tail and not "all")
        {
            query.Add("tail=" + tail);
        }

        if (parsed.GetValue(_follow))
        {
            query.Add("follow=true");
        }

        return $"api/clusters/{Uri.EscapeDataString(name)}/logs{(query.Count == 0 ? string.Empty : "?" + string.Join('&', query))}";
    }
}
