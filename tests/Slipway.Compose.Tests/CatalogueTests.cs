using System.Reflection;

namespace Slipway.Compose.Tests;

public sealed class CatalogueTests
{
    /// <summary>Codes that need more than files to show: each has a test named here.</summary>
    private static readonly Dictionary<string, string> ShownElsewhere = new()
    {
        [Rules.FileUnreadable.Code] = nameof(HostileInputTests.Load_UnreadableFile_IsReported),
        [Rules.FileTooLarge.Code] = nameof(HostileInputTests.Load_HugeFile_IsRefused),
        [Rules.MoreFindings.Code] = nameof(HostileInputTests.Load_ManyFaults_StopsCounting),
        [Rules.TooMuchText.Code] = nameof(HostileTextTests.Load_InterpolationOfManyValues_IsRefused),
        [Rules.TooManyFiles.Code] = nameof(HostileInputTests.Load_ManyFiles_AreRefused),
        [Rules.IncludeTooDeep.Code] = nameof(HostileInputTests.Load_DeepIncludes_AreRefused),
        [Rules.ExtendsTooDeep.Code] = nameof(HostileInputTests.Load_DeepExtends_AreRefused),
        [Rules.UnknownProfile.Code] = nameof(ProfileTests.Load_ProfileThatLooksMisspelt_IsMentioned),
        [Rules.UnknownService.Code] = nameof(ProfileTests.Load_UnknownServiceWanted_IsReported),
    };

    public static TheoryData<string> Codes => [.. DiagnosticCatalogue.All.Select(r => r.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Example_OfEachCode_LeadsToIt(string code)
    {
        var rule = DiagnosticCatalogue.Find(code)!;
        if (rule.Example.Length == 0)
        {
            Assert.Contains(code, ShownElsewhere.Keys);
            return;
        }

        var result = LoadExample(rule);

        var found = Assert.Single(result.Diagnostics, d => d.Code == code);
        Assert.Equal(rule.Severity, found.Severity);
        Assert.Equal(rule.Severity == Severity.Warning, result.Project is not null);
        Assert.DoesNotContain(result.Diagnostics, d => d.Severity == Severity.Error && d.Code != code);
        Assert.Matches("[.?\"]$", found.Message);
    }

    [Fact]
    public void All_Codes_AreUniqueAndComplete()
    {
        var declared = typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => ((DiagnosticRule)f.GetValue(null)!).Code).Order(StringComparer.Ordinal);

        Assert.Equal(declared, DiagnosticCatalogue.All.Select(r => r.Code).Order(StringComparer.Ordinal));
        Assert.Equal(DiagnosticCatalogue.All.Length, DiagnosticCatalogue.All.Select(r => r.Code).Distinct().Count());
    }

    [Fact]
    public void ToString_Error_SaysPlaceCodePathAndMessage()
    {
        var result = Compose.Load(Compose.WithService("ports:\n  - \"80:80\"\n  - \"99999\""));

        var error = Assert.Single(result.Diagnostics);
        Assert.Equal(
            $"compose.yaml:6:9: error {Rules.Port.Code}: services.web.ports[1]: \"99999\" is not a port; use 1-65535, or a range such as 8000-8010.",
            error.ToString());
    }

    internal static LoadResult LoadExample(DiagnosticRule rule)
    {
        var parts = rule.Example.Split("--- file ");
        var files = new MemoryFiles();
        if (parts[0].Length > 0)
        {
            files["/project/compose.yaml"] = parts[0];
        }

        foreach (var part in parts.Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            files["/project/" + part[..end]] = part[(end + 1)..];
        }

        return ComposeLoader.Load(Compose.Options, files);
    }
}
