namespace Slipway.Compose.Tests;

/// <summary>
/// Where the faults of the recorded cases are: the place that a user must change, judged by eye from the input, one line of <c>error-places.txt</c> for
/// each finding.
/// </summary>
public sealed class ErrorPlaceTests
{
    private static readonly string File_ = Path.Combine(GoldenFiles.Repository, "tests", "Slipway.Compose.Tests", "Conformance", "error-places.txt");

    private static readonly ILookup<string, string> Places = File.ReadLines(File_)
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' ', 2))
        .ToLookup(parts => parts[0], parts => parts[1]);

    public static TheoryData<string> Cases =>
        [.. ConformanceCase.Names.Where(name => name.StartsWith("cases/", StringComparison.Ordinal) && new ConformanceCase(name).Expected is null)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_CaseWithAFault_NamesTheFaultAtItsPlaceAndNothingElse(string name)
    {
        var recorded = new ConformanceCase(name);
        var result = recorded.Load();
        var errors = Compose.Errors(result);
        var found = result.Project is { } printed ? [.. errors, .. ComposeRenderer.JsonProblems(printed)] : errors;

        var places = found.Select(d => $"{Path.GetFileName(d.Span.File)}{d.Span.ToString()[d.Span.File.Length..]} {d.Code} {d.Path}".TrimEnd()).ToArray();
        if (GoldenFiles.Update)
        {
            File.AppendAllLines(File_, places.Select(place => $"{name["cases/".Length..]} {place}"));
            return;
        }

        Assert.Equal(Places[name["cases/".Length..]], places);
    }
}
