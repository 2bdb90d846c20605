using System.Collections.Immutable;
using System.CommandLine;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Repositories;

/// <summary><c>slipway repos</c></summary>
internal sealed class ReposCommand : Verb
{
    private static readonly string[] Headings = ["REPOSITORY", "FOLLOWS", "ENVIRONMENTS", "LOOKED AT", "PROBLEM"];

    private readonly Surroundings _surroundings;
    private readonly Option<bool> _json = Json();

    public ReposCommand(Surroundings surroundings)
        : base("repos", "List the connected repositories", "repos", "repos --json")
    {
        _surroundings = surroundings;
        Add(_json);
        SetAction(RunAsync);
    }

    public static ImmutableArray<string> Lay(ImmutableArray<RepositoryView> repositories, DateTimeOffset now, Screen screen)
    {
        var rows = repositories.Select(repository => (IReadOnlyList<string>)
        [
            repository.Directory.Length == 0 ? repository.Repository : $"{repository.Repository.TrimEnd('/')}/{repository.Directory}",
            RepositoryWords.Follows(repository),
            repository.Environments.IsDefaultOrEmpty ? "-" : string.Join(' ', repository.Environments),
            repository.LookedAt is { } at ? Durations.Age(now - at) : "never",
            repository.LookError ?? string.Empty,
        ]).ToArray();
        return TextTable.Lay(Headings, rows, screen.Width, (row, column, text) => row < 0 ? screen.Palette.Dim(text) : column == Headings.Length - 1 ? screen.Palette.Bad(text) : text);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        var repositories = await api.GetAsync("api/repositories", ApiJson.Default.ImmutableArrayRepositoryView, cancellationToken);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, repositories, ApiJson.Default);
        }
        else if (repositories.IsEmpty)
        {
            await _surroundings.Error.WriteLineAsync($"no repositories yet; connect one: {_surroundings.Command} connect URL|PATH".AsMemory(), cancellationToken);
        }
        else
        {
            foreach (var line in Lay(repositories, _surroundings.Time.GetUtcNow(), _surroundings.OutScreen()))
            {
                _surroundings.Out.WriteLine(line);
            }
        }

        return ExitCodes.Success;
    }
}
