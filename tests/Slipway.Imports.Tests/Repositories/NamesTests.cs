using Slipway.Imports.Repositories;

namespace Slipway.Imports.Tests.Repositories;

/// <summary>Refs, globs and names, as tables.</summary>
public sealed class NamesTests
{
    [Theory]
    [InlineData("refs/heads/main", true)]
    [InlineData("refs/heads/feature/a.b_c+d@e", true)]
    [InlineData("refs/tags/v1.0", true)]
    [InlineData("refs/pull/7/head", true)]
    [InlineData("refs/pull/0/head", false)]
    [InlineData("refs/pull/7/merge", false)]
    [InlineData("refs/pull/-7/head", false)]
    [InlineData("refs/pull//head", false)]
    [InlineData("refs/pull/head", false)]
    [InlineData("refs/notes/x", false)]
    [InlineData("main", false)]
    [InlineData("HEAD", false)]
    [InlineData("../../x", false)]
    [InlineData("refs/heads/../../x", false)]
    [InlineData("refs/heads/", false)]
    [InlineData("refs/heads//a", false)]
    [InlineData("refs/heads/a/", false)]
    [InlineData("refs/heads/.a", false)]
    [InlineData("refs/heads/a/.b", false)]
    [InlineData("refs/heads/a.lock", false)]
    [InlineData("refs/heads/a.lock/b", false)]
    [InlineData("refs/heads/a.", false)]
    [InlineData("refs/heads/-a", false)]
    [InlineData("refs/heads/@", false)]
    [InlineData("refs/heads/a@{1}", false)]
    [InlineData("refs/heads/a b", false)]
    [InlineData("refs/heads/a~1", false)]
    [InlineData("refs/heads/a^", false)]
    [InlineData("refs/heads/a:b", false)]
    [InlineData("refs/heads/a*", false)]
    [InlineData("refs/heads/a?", false)]
    [InlineData("refs/heads/a[", false)]
    [InlineData("refs/heads/a\\b", false)]
    [InlineData("refs/heads/a\nb", false)]
    [InlineData("refs/heads/a\0b", false)]
    public void IsValid_Ref_FollowsTheRulesOfGit(string reference, bool expected) => Assert.Equal(expected, RefNames.IsValid(reference));

    [Fact]
    public void IsValid_VeryLong_IsNot() => Assert.False(RefNames.IsValid("refs/heads/" + new string('a', 1000)));

    [Theory]
    [InlineData("main", "main", true)]
    [InlineData("main", "main2", false)]
    [InlineData("feature/*", "feature/a", true)]
    [InlineData("feature/*", "feature/a/b", false)]
    [InlineData("feature/**", "feature/a/b", true)]
    [InlineData("**/fix", "a/b/fix", true)]
    [InlineData("**/fix", "fix", true)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "ab", false)]
    [InlineData("*", "a", true)]
    [InlineData("*", "a/b", false)]
    [InlineData("**", "a/b", true)]
    [InlineData("v?.0", "v1.0", true)]
    [InlineData("v?.0", "v1x0", false)]
    [InlineData("**,!wip/**", "wip/a", false)]
    [InlineData("**,!wip/**", "a", true)]
    [InlineData("!wip/**,**", "wip/a", false)]
    [InlineData("!wip/*", "main", true)]
    [InlineData("!**", "main", false)]
    [InlineData("", "main", false)]
    public void Takes_Globs_MatchBranches(string globs, string branch, bool expected) =>
        Assert.Equal(expected, BranchGlob.Takes([.. globs.Split(',', StringSplitOptions.RemoveEmptyEntries)], branch));

    [Theory]
    [InlineData(null, "main", "shop-main")]
    [InlineData(null, "Feature/Login_2", "shop-feature-login-2")]
    [InlineData(null, "refs/pull/7/head", "shop-pr-7")]
    [InlineData("x-{branch}", "main", "x-main")]
    [InlineData("{branch}", "refs/pull/7/head", "pr-7")]
    [InlineData("{project}_{number}", "refs/pull/7/head", "shop_7")]
    [InlineData("{project}", "main", "shop")]
    [InlineData(null, "this-is-a-very-long-name-of-a-branch-that-goes-on", "shop-this-is-a-very-long-name-of-a-branch-tha")]
    public void Fill_Ref_BecomesAName(string? pattern, string reference, string expected) => Assert.Equal(expected, NamePattern.Fill(pattern, "shop", reference));

    [Fact]
    public void Fill_BranchWithoutAnyLatinLetter_IsStillItsOwn() =>
        Assert.NotEqual(NamePattern.Fill(null, "shop", "日本"), NamePattern.Fill(null, "shop", "中国"));

    [Fact]
    public void Fill_LongProject_IsCutAndStaysUnique()
    {
        var project = new string('p', 60);
        var (one, other) = (NamePattern.Fill(null, project, "feature/one"), NamePattern.Fill(null, project, "feature/two"));

        Assert.Equal((63, 63), (one.Length, other.Length));
        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData("https://github.com/Shop/Web", "shop/web")]
    [InlineData("https://github.com/shop/web.git", "shop/web")]
    [InlineData("https://token@github.com/shop/web.git", "shop/web")]
    [InlineData("git@github.com:shop/web.git", "shop/web")]
    [InlineData("ssh://git@github.com/shop/web.git", "shop/web")]
    [InlineData("https://github.com.example.org/shop/web", null)]
    [InlineData("https://example.org/github.com/shop/web", null)]
    [InlineData("/srv/github.com/shop/web", null)]
    public void Of_Address_IsTheNameOnGitHub(string address, string? expected) => Assert.Equal(expected, GitHubNames.Of(address));
}
