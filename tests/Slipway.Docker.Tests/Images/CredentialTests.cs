using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Slipway.Docker.Images;

namespace Slipway.Docker.Tests.Images;

public sealed class CredentialTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("docker.io", """{"auths":{"https://index.docker.io/v1/":{"auth":"YWxpY2U6c2VjcmV0OjE="}}}""", "alice", "secret:1")]
    [InlineData("ghcr.io", """{"auths":{"ghcr.io":{"auth":"Ym9iOng="}}}""", "bob", "x")]
    [InlineData("quay.io", """{"auths":{"ghcr.io":{"auth":"Ym9iOng="}}}""", null, null)]
    [InlineData("ghcr.io", """{"auths":{"ghcr.io":{}},"credsStore":"desktop"}""", null, null)]
    [InlineData("ghcr.io", "not json", null, null)]
    [InlineData("ghcr.io", "[]", null, null)]
    public void For_File_GivesTheLoginOfTheRegistry(string registry, string content, string? user, string? password)
    {
        File.WriteAllText(_file, content);
        var credentials = new RegistryCredentials(
            Options.Create(new DockerOptions { CredentialsFile = _file }), NullLogger<RegistryCredentials>.Instance);

        var login = credentials.For(registry);

        Assert.Equal((user, password), (login?.Username, login?.Password));
    }
}
