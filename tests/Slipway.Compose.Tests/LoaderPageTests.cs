namespace Slipway.Compose.Tests;

public sealed class LoaderPageTests
{
    [Fact]
    public void Page_NamesThePassesInTheirOrder()
    {
        var page = File.ReadAllText(Path.Combine(GoldenFiles.Repository, "docs", "compose-loader.md"));

        Assert.Contains($"| {string.Join(", ", LoadPasses.PerDocument.Select(p => p.Name))} |", page, StringComparison.Ordinal);
        Assert.Contains($"| {string.Join(", ", LoadPasses.PerModel.Select(p => p.Name))} |", page, StringComparison.Ordinal);
        Assert.Contains($"| {string.Join(", ", LoadPasses.PerProject.Select(p => p.Name.Replace('-', ' ')))}; then types |", page, StringComparison.Ordinal);
    }
}
