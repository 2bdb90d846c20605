using System.Diagnostics;
using System.Globalization;
using Slipway.Testing;

namespace Slipway.Messaging.Tests.Worker;

public sealed class OwnerIdTests
{
    [Fact]
    public void IsKnownToBeGone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Dead processes are recognised on Linux only.");
        var self = OwnerId.Create().ToString();
        var parts = self.Split('/');

        Assert.NotEqual(self, OwnerId.Create().ToString());
        Assert.False(OwnerId.IsKnownToBeGone(self));
        Assert.True(OwnerId.IsKnownToBeGone($"{parts[0]}/{parts[1]}/{parts[2]}1/x"), "another process under this id");
        Assert.True(OwnerId.IsKnownToBeGone($"{parts[0]}/{int.MaxValue}/{parts[2]}/x"), "no process under this id");
        Assert.False(OwnerId.IsKnownToBeGone($"elsewhere/{int.MaxValue}/{parts[2]}/x"), "another machine or container");
        Assert.False(OwnerId.IsKnownToBeGone("nonsense"));
    }

    [Fact]
    public async Task IsKnownToBeGone_ProcessIsKilledAndNotReaped_IsGone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Dead processes are recognised on Linux only.");

        // The shell starts a child, prints its id and becomes a program that never reaps it.
        using var shell = Process.Start(new ProcessStartInfo("sh")
        {
            ArgumentList = { "-c", "sleep 600 & echo $!; exec sleep 600" }, RedirectStandardOutput = true,
        })!;
        try
        {
            var child = int.Parse((await shell.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);
            var stat = await File.ReadAllTextAsync($"/proc/{child}/stat", TestContext.Current.CancellationToken);
            var owner = $"{OwnerId.Create().ToString().Split('/')[0]}/{child}/{stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19]}/x";
            Assert.False(OwnerId.IsKnownToBeGone(owner));
            await Eventually.BecomesTrueAsync(() => File.ReadAllText($"/proc/{shell.Id}/comm").Trim() == "sleep", "the shell gave way");

            using (var process = Process.GetProcessById(child))
            {
                process.Kill();
            }

            await Eventually.BecomesTrueAsync(() => OwnerId.IsKnownToBeGone(owner), "seen as gone");
            Assert.True(File.Exists($"/proc/{child}/stat"), "it was reaped after all, so this proves nothing");
        }
        finally
        {
            shell.Kill();
        }
    }
}
