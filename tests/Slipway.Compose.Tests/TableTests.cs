namespace Slipway.Compose.Tests;

public sealed class TableTests
{
    public static TheoryData<string, string[]> Tables => new()
    {
        { "casts", [.. CastRules.Table.Patterns] },
        { "merge", [.. MergeRules.Table.Patterns] },
        { "unique", [.. UniqueRules.Table.Patterns] },
        { "canonical", [.. CanonicalRules.Table.Patterns] },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Table_NoTwoPatterns_MatchTheSamePath(string name, string[] patterns)
    {
        Assert.NotEmpty(name);
        for (var i = 0; i < patterns.Length; i++)
        {
            for (var j = i + 1; j < patterns.Length; j++)
            {
                Assert.False(Overlap(patterns[i], patterns[j]), $"{patterns[i]} and {patterns[j]}");
            }
        }
    }

    private static bool Overlap(string a, string b)
    {
        var (x, y) = (a.Split('.'), b.Split('.'));
        return x.Length == y.Length && x.Zip(y).All(p => p.First == p.Second || (p.First == "*" && p.Second != "[]") || (p.Second == "*" && p.First != "[]"));
    }
}
