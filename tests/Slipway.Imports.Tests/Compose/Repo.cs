using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Slipway.Core.Configurations;
using Slipway.Imports.Compose;
using Slipway.Imports.Compose.Trust;
using Slipway.Imports.Formats;
using Slipway.Imports.Sources;
using Slipway.Testing.Sources;

namespace Slipway.Imports.Tests.Compose;

/// <summary>Reads Compose files of a repository in memory.</summary>
internal static class Repo
{
    public static FakeSourceTree With(string compose) => new FakeSourceTree().With("compose.yaml", compose);

    /// <summary>A file with one service <c>web</c>; the body is indented below it.</summary>
    public static FakeSourceTree Service(string body, string rest = "") => With(
        $"services:\n  web:\n{(body.Contains("build:", StringComparison.Ordinal) ? string.Empty : "    image: nginx:1\n")}{Indent(body, 4)}\n{rest}");

    public static ParsedFormat Parse(FakeSourceTree tree, TrustOptions? trust = null, string? name = null, string directory = "") =>
        new ComposeFormat(Options.Create(trust ?? new TrustOptions())).Parse(new FormatRequest(directory, [], [], name, "shop"), tree);

    /// <summary>Parses; there must be no error.</summary>
    public static ConfigurationSet SetOf(FakeSourceTree tree, TrustOptions? trust = null)
    {
        var parsed = Parse(tree, trust);
        Assert.True(parsed.Set is not null, string.Join('\n', parsed.Diagnostics));
        return parsed.Set;
    }

    /// <summary>The configuration of the only service.</summary>
    public static RunnableConfiguration Web(string body, string rest = "") => SetOf(Service(body, rest)).Configurations.First(c => c.Name == "web");

    /// <summary>Parses a file with one service <c>web</c> whose context is elsewhere, with what is open of other repositories.</summary>
    public static ParsedFormat ParseWith(string body, params (WantedSource Wanted, OtherTree Tree)[] others) =>
        new ComposeFormat(Options.Create(new TrustOptions())).Parse(
            new FormatRequest(string.Empty, [], [], null, "shop") { Others = others.ToDictionary(o => o.Wanted, o => o.Tree) }, Service(body));

    public static ImmutableArray<string> Findings(FakeSourceTree tree, TrustOptions? trust = null) => [.. Parse(tree, trust).Diagnostics.Select(d => d.ToString())];

    private static string Indent(string text, int by) => string.Join('\n', text.Split('\n').Select(l => new string(' ', by) + l));
}
