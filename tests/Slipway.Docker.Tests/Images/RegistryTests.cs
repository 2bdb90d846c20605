using System.Collections.Concurrent;
using Docker.DotNet.Models;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Configurations;
using Slipway.Core.Engines;
using Slipway.Testing.Registry;

namespace Slipway.Docker.Tests.Images;

/// <summary>Images of a real registry.</summary>
public sealed class RegistryTests(EngineFixture fixture) : IAsyncLifetime
{
    private const string User = "alice";
    private const string Password = "secret-of-alice";
    private const string Passwords = User + ":$2b$05$KpQ0xL2mVd7RzJ5uW9cYhe38GzpzLUtn0ByVGruut787tLYiQOILy";

    private readonly string _name = "sdt/" + Guid.NewGuid().ToString("n")[..10];
    private readonly string _login = Path.GetTempFileName();
    private ImageRegistry? _registry;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Repository => $"{_registry!.Host}/{_name}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        File.Delete(_login);
        if (_registry is not null)
        {
            foreach (var tag in await TagsAsync())
            {
                await fixture.Client.Images.DeleteImageAsync(tag, new ImageDeleteParameters { Force = true });
            }

            await _registry.DisposeAsync();
        }
    }

    [Fact]
    public async Task Pull_ImageOfTheRegistry_IsThereAndToldByLayers()
    {
        await StartAsync(null);
        var pushed = await PushAsync("1", null);
        var told = new ConcurrentQueue<string>();

        await fixture.Engine.PullImageAsync($"{Repository}:1", null, told.Enqueue, Token);

        Assert.Equal([$"{Repository}:1"], await TagsAsync());
        Assert.Equal(pushed, (await fixture.Client.Images.InspectImageAsync($"{Repository}:1", Token)).ID);
        Assert.Contains(told, line => line.StartsWith("pulling ", StringComparison.Ordinal) && line.Contains("/1 layers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pull_TagThatIsNotThere_IsImageUnavailableAndNamesIt()
    {
        await StartAsync(null);
        await PushAsync("1", null);

        var error = await Assert.ThrowsAsync<EngineException>(() => fixture.Engine.PullImageAsync($"{Repository}:2", null, _ => { }, Token));

        Assert.Equal(EngineFailure.ImageUnavailable, error.Failure);
        Assert.Contains($"{Repository}:2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_RegistryWantsALogin_TakesTheOneOfTheFileAndFailsWithout()
    {
        await StartAsync(Passwords);
        var pushed = await PushAsync("1", new AuthConfig { Username = User, Password = Password, ServerAddress = _registry!.Host });
        var auth = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{User}:{Password}"));
        await File.WriteAllTextAsync(_login, $$$"""{ "auths": { "{{{_registry.Host}}}": { "auth": "{{{auth}}}" } } }""", Token);
        await using var known = EngineFixture.BuildServices(new() { ["Slipway:Docker:CredentialsFile"] = _login });
        await using var unknown = EngineFixture.BuildServices(new() { ["Slipway:Docker:CredentialsFile"] = "/no/such/file" });

        var error = await Assert.ThrowsAsync<EngineException>(
            () => unknown.GetRequiredService<IContainerEngine>().PullImageAsync($"{Repository}:1", null, _ => { }, Token));
        await known.GetRequiredService<IContainerEngine>().PullImageAsync($"{Repository}:1", null, _ => { }, Token);

        Assert.Equal(EngineFailure.ImageUnavailable, error.Failure);
        Assert.Equal(pushed, (await fixture.Client.Images.InspectImageAsync($"{Repository}:1", Token)).ID);
    }

    private async Task StartAsync(string? passwords) => _registry = await ImageRegistry.StartAsync(passwords, Token);

    /// <summary>Makes a small image of one layer, pushes it and removes it here.</summary>
    /// <returns>Its id.</returns>
    private async Task<string> PushAsync(string tag, AuthConfig? login)
    {
        using var context = new MemoryStream();
        await using (var writer = new System.Formats.Tar.TarWriter(context, leaveOpen: true))
        {
            var file = new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "file") { DataStream = new MemoryStream(Guid.NewGuid().ToByteArray()) };
            await writer.WriteEntryAsync(file, Token);
        }

        context.Position = 0;
        var reference = $"{Repository}:{tag}";
        var image = new BuiltImage { ContextPath = string.Empty, ContextTree = "t", DockerfileInline = "FROM scratch\nCOPY file /\n" };
        Assert.IsType<BuildOutcome.Built>(await fixture.Builder(buildKit: false).BuildAsync(image, reference, context, _ => { }, Token));
        var id = (await fixture.Client.Images.InspectImageAsync(reference, Token)).ID;
        var errors = new ConcurrentQueue<string>();
        await fixture.Client.Images.PushImageAsync(
            reference, new ImagePushParameters(), login ?? new AuthConfig(), new Progress<JSONMessage>(m => { if (m.Error is not null) { errors.Enqueue($"{m.Error.Message}"); } }), Token);
        Assert.Empty(errors);
        await fixture.Client.Images.DeleteImageAsync(reference, new ImageDeleteParameters { Force = true }, Token);
        return id;
    }

    private async Task<string[]> TagsAsync()
    {
        var filter = new ImagesListParameters { Filters = Referring(Repository) };
        return [.. (await fixture.Client.Images.ListImagesAsync(filter, CancellationToken.None)).SelectMany(i => i.RepoTags ?? [])];
    }

    private static Dictionary<string, IDictionary<string, bool>> Referring(string reference) =>
        new() { ["reference"] = new Dictionary<string, bool> { [reference] = true } };
}
