using System.Text.Json.Nodes;

namespace Slipway.Compose.Tests;

/// <summary>Every recorded case comes to what the reference made of it. There is no list of cases that may fail.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Cases => [.. ConformanceCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_RecordedCase_ComesToWhatTheReferenceMadeOfIt(string name)
    {
        var recorded = new ConformanceCase(name);

        var result = recorded.Load();

        var errors = Compose.Errors(result);
        if (recorded.Expected is not { } expected)
        {
            var found = result.Project is { } printed ? [.. errors, .. ComposeRenderer.JsonProblems(printed)] : errors;
            Assert.NotEmpty(found);
            Assert.All(found, error => Assert.NotEmpty(error.Message));
            return;
        }

        Assert.Empty(errors);
        var json = ComposeRenderer.ToJson(result.GetProjectOrThrow());
        Assert.True(JsonNode.DeepEquals(expected, ConformanceCase.WithoutPlaces(json)), $"printed: {json}");
    }

    [Fact]
    public void Cases_OfTheTargetAndOurOwn_AreAllThere()
    {
        // A case that is not found would pass unseen.
        Assert.True(ConformanceCase.Names.Count(name => name.StartsWith("cases/", StringComparison.Ordinal)) >= 519);
        Assert.Contains(ConformanceCase.Names, name => name.StartsWith("own/", StringComparison.Ordinal));
    }
}
