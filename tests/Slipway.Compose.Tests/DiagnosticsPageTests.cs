using System.Text;

namespace Slipway.Compose.Tests;

/// <summary>The page that users read is made from the catalogue.</summary>
public sealed class DiagnosticsPageTests
{
    [Fact]
    public void Page_IsWhatTheCatalogueSays()
    {
        var page = Path.Combine(GoldenFiles.Repository, "docs", "diagnostics.md");
        var text = Render();
        if (GoldenFiles.Update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(page)!);
            File.WriteAllText(page, text);
        }

        Assert.Equal(text, File.ReadAllText(page));
    }

    private static string Render()
    {
        var page = new StringBuilder(
            """
            # Diagnostics of Compose files

            Each finding says where it is (file, line, column), its code, the attribute, what is wrong and what to write instead. Errors stop the load;
            warnings do not. Codes never change their meaning. This page is made from the catalogue in `Slipway.Compose`, and each example is a test.

            | code | severity | meaning |
            |---|---|---|

            """);
        foreach (var rule in DiagnosticCatalogue.All)
        {
            page.Append($"| [{rule.Code}](#{rule.Code.ToLowerInvariant()})").Append(" | ").Append(rule.Severity.ToString().ToLowerInvariant()).Append(" | ").Append(rule.Title).Append(" |\n");
        }

        foreach (var rule in DiagnosticCatalogue.All)
        {
            page.Append("\n## ").Append(rule.Code).Append("\n\n").Append(char.ToUpperInvariant(rule.Title[0])).Append(rule.Title.AsSpan(1)).Append(".\n\n```yaml\n")
                .Append(rule.Example.Replace("\0", "\\0", StringComparison.Ordinal).TrimEnd('\n')).Append("\n```\n\n");
            foreach (var finding in CatalogueTests.LoadExample(rule).Diagnostics.Where(d => d.Code == rule.Code))
            {
                page.Append("> ").Append(finding.ToString().Replace("*", "\\*", StringComparison.Ordinal)).Append('\n');
            }
        }

        return page.ToString();
    }
}
