using System.Text.RegularExpressions;

namespace Slipway.Architecture.Tests;

/// <summary>ARCHITECTURE.md speaks of what is there.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Architecture_EveryTypeInBackticks_Exists()
    {
        var text = File.ReadAllText(Path.Combine(Sources.Root, "ARCHITECTURE.md"));
        var known = Sources.Assemblies.Values
            .Concat([typeof(Testing.Eventually).Assembly])
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => new[] { t.Name.Split('`')[0], t.Namespace ?? string.Empty })
            .Concat(Sources.Assemblies.Keys)
            .Concat(Sources.Files.SelectMany(f => f.Path.Split('/')).Select(p => p.Replace(".cs", string.Empty, StringComparison.Ordinal)))
            .ToHashSet(StringComparer.Ordinal);
        var named = TypeName().Matches(text).Select(m => m.Groups["name"].Value).Distinct().ToArray();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, n => !known.Contains(n));
    }

    /// <summary>A word in backticks that looks like a type: it begins with a capital, has a small letter, and nothing but letters and digits.</summary>
    [GeneratedRegex(@"`(?<name>[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:<[^`]*>)?`")]
    private static partial Regex TypeName();
}
