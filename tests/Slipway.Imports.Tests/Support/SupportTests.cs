using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Compose;
using Slipway.Core.Hashing;
using Slipway.Imports.Compose.Support;
using Slipway.Imports.Compose.Trust;
using Slipway.Imports.Formats;
using Slipway.Imports.Tests.Compose;
using Severity = Slipway.Core.Diagnostics.Severity;

namespace Slipway.Imports.Tests.Support;

/// <summary>The catalogue names every attribute, and the conversion does what it says.</summary>
public sealed class SupportTests
{
    /// <summary>What is changed or judged only when it is deployed.</summary>
    private static readonly HashSet<string> ToldLater = new(StringComparer.Ordinal) { "services.*.ports[].published" };

    /// <summary>What has no path of the host to allow in its example.</summary>
    private static readonly HashSet<string> NeedsTrustElsewhere = new(StringComparer.Ordinal) { "services.*.volumes[].bind.create_host_path" };

    public static TheoryData<string> Rows { get; } = new(SupportCatalogue.All.Select(r => r.Path));

    [Fact]
    public void Catalogue_EveryAttributeOfTheLoader_HasARow()
    {
        var shapes = typeof(ComposeLoader).Assembly.GetType("Slipway.Compose.ProjectShapes", true)!;
        var attributes = Leaves(shapes.GetProperty("Project")!.GetValue(null)!, string.Empty, 0).Distinct(StringComparer.Ordinal).ToArray();
        var rows = SupportCatalogue.All.Select(r => r.Path).ToHashSet(StringComparer.Ordinal);

        Assert.True(attributes.Length > 250, $"only {attributes.Length} attributes");
        Assert.Equal([], attributes.Where(a => !rows.Contains(a)));
    }

    [Fact]
    public void Catalogue_EveryRow_IsAnAttributeOfTheLoader()
    {
        var shapes = typeof(ComposeLoader).Assembly.GetType("Slipway.Compose.ProjectShapes", true)!;
        var attributes = Leaves(shapes.GetProperty("Project")!.GetValue(null)!, string.Empty, 0).ToArray();

        Assert.Equal([], SupportCatalogue.All.Select(r => r.Path).Where(r => !attributes.Any(a => a == r || a.StartsWith(r + ".", StringComparison.Ordinal) || a.StartsWith(r + "[]", StringComparison.Ordinal))));
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Rows))]
    public void Parse_Attribute_IsAsItsRowSays(string path)
    {
        var row = SupportCatalogue.All.First(r => r.Path == path);
        var project = SupportExamples.ProjectOf(row);
        var untrusted = Repo.Parse(SupportExamples.Tree(project));
        var trusted = Repo.Parse(SupportExamples.Tree(project), Everything());

        if (row.Trust is { } setting)
        {
            var errors = untrusted.Diagnostics.Where(d => d.Severity == Severity.Error).ToArray();
            Assert.Null(untrusted.Set);
            Assert.Contains(errors, e => e.Message.Contains($"Slipway:Trust:{setting}", StringComparison.Ordinal));
            Assert.NotNull(Repo.Parse(SupportExamples.Tree(project), Only(setting)).Set);
        }
        else if (row.Status != SupportStatus.Refused && !NeedsTrustElsewhere.Contains(path))
        {
            Assert.True(untrusted.Set is not null, string.Join('\n', untrusted.Diagnostics));
        }

        switch (row.Status)
        {
            case SupportStatus.Done:
                Assert.Empty(OfConversion(trusted));
                Assert.NotEqual(Text(trusted), Text(Repo.Parse(SupportExamples.Tree(SupportExamples.Without(row)), Everything())));
                break;
            case SupportStatus.Refused:
                Assert.Null(trusted.Set);
                AssertTold(row, trusted, Severity.Error);
                break;
            case SupportStatus.Changed when !ToldLater.Contains(path):
                AssertTold(row, trusted, Severity.Warning);
                break;
            case SupportStatus.NotApplicable when row.IsTold:
                AssertTold(row, trusted, Severity.Warning);
                break;
            default:
                Assert.Empty(OfConversion(trusted));
                break;
        }
    }

    /// <summary>Exactly this is reported, once, at the attribute or at the one around it that is reported as a whole.</summary>
    private static void AssertTold(SupportRow row, ParsedFormat parsed, Severity severity)
    {
        var found = parsed.Diagnostics.Where(d => d.Code == row.Code && d.Severity == severity).ToArray();
        var around = SupportCatalogue.All.FirstOrDefault(r => r.IsTold && (r == row || row.Path.StartsWith(r.Path + ".", StringComparison.Ordinal) || row.Path.StartsWith(r.Path + "[]", StringComparison.Ordinal)));
        Assert.True(found.Length > 0, $"{row.Path} is not told: {string.Join('\n', parsed.Diagnostics)}");
        if (around is not null)
        {
            Assert.Contains(found, d => Pattern(around.Path).IsMatch(d.Path ?? string.Empty) && d.Message == around.Message);
        }

        Assert.All(found, d => Assert.Equal("compose.yaml", d.Location?.File));
    }

    private static Regex Pattern(string path) =>
        new("^" + Regex.Escape(path).Replace("\\*", "[^.]+", StringComparison.Ordinal).Replace("\\[]", "\\[[0-9]+\\]", StringComparison.Ordinal) + "$");

    private static TrustOptions Everything() => new()
    {
        Privileged = true, HostNamespaces = true, Devices = true, Capabilities = true, SecurityOptions = true, HostPaths = true,
    };

    private static TrustOptions Only(string setting)
    {
        var options = new TrustOptions();
        typeof(TrustOptions).GetProperty(setting)!.SetValue(options, true);
        return options;
    }

    // What the loader warns about is not about what becomes of it.
    private static IEnumerable<Core.Diagnostics.Diagnostic> OfConversion(ParsedFormat parsed) =>
        parsed.Diagnostics.Where(d => d.Severity == Severity.Error || d.Code.StartsWith("SC", StringComparison.Ordinal));

    private static string Text(ParsedFormat parsed)
    {
        var json = JsonSerializer.SerializeToNode(parsed.Set, ContentHash.Json);
        foreach (var configuration in json?["configurations"]?.AsArray() ?? [])
        {
            configuration!.AsObject().Remove("origins");
        }

        return parsed.Name + json?.ToJsonString(ContentHash.Json);
    }

    /// <summary>The attributes below a shape that have none of their own.</summary>
    private static IEnumerable<string> Leaves(object shape, string path, int depth)
    {
        Assert.True(depth < 20, path);
        var below = new List<(string Path, object Shape)>();
        if (Property(shape, "Attributes") is IEnumerable attributes)
        {
            below.AddRange(attributes.Cast<object>().Select(a => (Join(path, (string)Property(a, "Key")!), Property(a, "Value")!)));
        }

        if (Property(shape, "Other") is { } other && HasAttributes(other, 0))
        {
            below.Add((Join(path, "*"), other));
        }

        if (Property(shape, "Item") is { } item && HasAttributes(item, 0))
        {
            below.Add((path + "[]", item));
        }

        // What may be a plain value, too, is an attribute beside those that it has.
        var isLeaf = below.Count == 0 || (path == "networks.*.external" || path.EndsWith(".*.external", StringComparison.Ordinal));
        return (isLeaf ? [path] : Enumerable.Empty<string>()).Concat(below.SelectMany(b => Leaves(b.Shape, b.Path, depth + 1)));
    }

    private static bool HasAttributes(object shape, int depth) => depth < 10 && (Property(shape, "Attributes") is not null
        || (Property(shape, "Other") is { } other && HasAttributes(other, depth + 1))
        || (Property(shape, "Item") is { } item && HasAttributes(item, depth + 1)));

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static object? Property(object value, string name) => value.GetType().GetProperty(name)!.GetValue(value);
}
