using System.Text;
using Slipway.Git.GitHub.Webhooks;

namespace Slipway.Git.Tests.GitHub;

public sealed class WebhookSignatureTests
{
    private const string Secret = "It's a Secret to Everybody";
    private const string Good = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("Hello, World!");

    // The example of GitHub's documentation, so that both ends agree on more than on our own code.
    [Theory]
    [InlineData(Good, true)]
    [InlineData("sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("sha256=", false)]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1", false)]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18", false)]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700", false)]
    [InlineData("sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    public void IsValid(string? header, bool expected) => Assert.Equal(expected, WebhookSignature.IsValid(Body, header, Secret));

    [Fact]
    public void IsValid_AnotherBody_IsNot() => Assert.False(WebhookSignature.IsValid("Hello, World?"u8, Good, Secret));

    [Fact]
    public void IsValid_NoSecret_AcceptsNothing() => Assert.False(WebhookSignature.IsValid(Body, WebhookSignature.Of(Body, string.Empty), string.Empty));

    [Fact]
    public void Of_GivesWhatIsValid() => Assert.Equal(Good, WebhookSignature.Of(Body, Secret));
}
