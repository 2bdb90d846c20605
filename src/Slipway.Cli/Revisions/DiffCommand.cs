using System.CommandLine;
using System.Globalization;
using Slipway.Api;
using Slipway.Cli.Api;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Revisions;

/// <summary><c>slipway diff</c></summary>
internal sealed class DiffCommand : Verb
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = ClusterName();
    private readonly Argument<int[]> _revisions = new("REV")
    {
        Description = "One revision to compare with the current one, or two (default: the one before with the current one)",
        Arity = new ArgumentArity(0, 2),
    };

    private readonly Option<bool> _json = Json();

    public DiffCommand(Surroundings surroundings)
        : base(
            "diff",
            "Show what differs between two revisions of an environment",
            "diff guestbook # what the last revision changed",
            "diff guestbook 3 # from revision 3 to the current one",
            "diff guestbook 3 5")
    {
        _surroundings = surroundings;
        Add(_name);
        Add(_revisions);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        var revisions = parsed.GetValue(_revisions) ?? [];
        string[] parts = [.. revisions.Zip(["from", "to"], (number, end) => string.Create(CultureInfo.InvariantCulture, $"{end}={number}"))];
        var path = $"api/clusters/{Uri.EscapeDataString(name)}/revisions/diff" + (parts.Length == 0 ? string.Empty : "?" + string.Join('&', parts));
        using var api = await new ServerLauncher(_surroundings).EnsureAsync(cancellationToken);
        RevisionDiffView diff;
        try
        {
            diff = await KnownCluster.OrSuggestAsync(
                _surroundings, api, name, () => api.GetAsync(path, ApiJson.Default.RevisionDiffView, cancellationToken), cancellationToken);
        }
        catch (CliException refusal)
        {
            throw refusal.WithNextStep($"{_surroundings.Command} history {name} lists its revisions");
        }

        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_surroundings.Out, diff, ApiJson.Default);
        }
        else
        {
            foreach (var line in DiffText.Render(diff, _surroundings.OutScreen().Palette))
            {
                _surroundings.Out.WriteLine(line);
            }
        }

        return ExitCodes.Success;
    }
}
