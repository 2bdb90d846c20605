using System.Text;
using Slipway.Imports.Compose.Support;

namespace Slipway.Imports.Tests.Support;

/// <summary>The page that users read is made from the catalogue.</summary>
public sealed class SupportPageTests
{
    [Fact]
    public void Page_IsWhatTheCatalogueSays()
    {
        var page = Path.Combine(Root(), "docs", "compose-support.md");
        var text = Render();
        if (Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(page, text);
        }

        Assert.Equal(text, File.ReadAllText(page));
    }

    private static string Render()
    {
        var rows = SupportCatalogue.All;
        var page = new StringBuilder(
            $"""
            # Every attribute of the Compose Specification

            What becomes of each attribute when a project runs. *Done*: the engine does it. *Changed*: it is done in another way. *Refused*: the project is
            refused with it, at its place. *Not applicable*: it means nothing here. Attributes with a trust column are refused, or some of their values
            are, unless the server's setting `Slipway:Trust:…` [allows them](security.md). `*` stands for a name, `[]` for an item of a list. What is
            changed or not applicable is told by a warning at its place, unless nothing is lost by it. Keys that begin with `x-` mean nothing by definition.

            This page is made from the catalogue by which Slipway reports ({Count(SupportStatus.Done)} done, {Count(SupportStatus.Changed)} changed, {Count(SupportStatus.Refused)} refused, {Count(SupportStatus.NotApplicable)} not applicable); a test for each row holds it.
            """);
        var part = string.Empty;
        foreach (var row in rows)
        {
            var of = PartOf(row.Path);
            if (of != part)
            {
                page.Append("\n\n## ").Append(part = of).Append("\n\n| attribute | status | trust | what happens |\n|---|---|---|---|");
            }

            page.Append("\n| `").Append(row.Path).Append("` | ").Append(Text(row.Status)).Append(" | ").Append(row.Trust).Append(" | ").Append(row.Note).Append(" |");
        }

        return page.Append('\n').ToString();

        int Count(SupportStatus status) => rows.Count(r => r.Status == status);
    }

    private static string PartOf(string path) => path.Split('.') switch
    {
        ["services", _, var name, ..] when name.Split('[')[0] is "build" or "deploy" or "develop" => $"services.*.{name}",
        ["services", ..] => "services",
        ["networks" or "volumes" or "configs" or "secrets", ..] => path.Split('.')[0],
        _ => "project",
    };

    private static string Text(SupportStatus status) => status switch
    {
        SupportStatus.NotApplicable => "not applicable",
        _ => status.ToString().ToLowerInvariant(),
    };

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "slipway.slnx")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The tests run outside of their source tree.");
        }

        return directory.FullName;
    }
}
