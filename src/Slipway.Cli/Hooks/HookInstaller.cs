using System.Diagnostics;
using Slipway.Api;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Hooks;

/// <summary>Installs and removes the Git hooks of a repository of this machine. Hooks that are already there are kept.</summary>
internal sealed class HookInstaller(Surroundings surroundings)
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const long Longest = 1024 * 1024;

    /// <summary>Installs the hooks and says what was done.</summary>
    /// <returns>Whether every one is in place.</returns>
    public async Task<bool> InstallAsync(RepositoryView repository, CancellationToken cancellationToken)
    {
        var (directory, isBare) = await LocateAsync(repository.Repository, cancellationToken);
        Directory.CreateDirectory(directory);
        var home = ServerHome.Of(surroundings).Directory;
        var complete = true;
        foreach (var hook in isBare ? [HookScript.Receiving] : HookScript.Committing)
        {
            var file = Path.Combine(directory, hook);
            var block = HookScript.Block(hook, repository.Id, home, Program());
            var (text, problem) = IsReplaceable(file) is { } reason ? (null, reason) : HookFile.With(File.Exists(file) ? await File.ReadAllTextAsync(file, cancellationToken) : null, block);
            if (text is null)
            {
                complete = false;
                surroundings.Error.WriteLine($"notice: {file} is left as it is: {problem}");
                surroundings.Error.WriteLine($"  next step: add to it what tells the server: {surroundings.Command} pushed {repository.Id}");
                continue;
            }

            await WriteAsync(file, text, cancellationToken);
            surroundings.Error.WriteLine($"installed {file}");
        }

        return complete;
    }

    /// <summary>Takes out what was installed.</summary>
    public async Task RemoveAsync(RepositoryView repository, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(repository.Repository))
        {
            return;
        }

        var (directory, _) = await LocateAsync(repository.Repository, cancellationToken);
        foreach (var file in HookScript.Committing.Append(HookScript.Receiving).Select(hook => Path.Combine(directory, hook)))
        {
            if (IsReplaceable(file) is not null || !File.Exists(file) || HookFile.Without(await File.ReadAllTextAsync(file, cancellationToken)) is not { } rest)
            {
                continue;
            }

            if (rest.Length == 0)
            {
                File.Delete(file);
            }
            else
            {
                await WriteAsync(file, rest, cancellationToken);
            }

            surroundings.Error.WriteLine($"removed Slipway from {file}");
        }
    }

    private static string? IsReplaceable(string file)
    {
        var info = new FileInfo(file);
        return info.LinkTarget is not null ? "it is a link to another file"
            : !info.Exists ? null
            : info.Length > Longest ? "it is too large for a script"
            : !OperatingSystem.IsWindows() && (info.UnixFileMode & UnixFileMode.UserExecute) == 0 ? "it is switched off (not executable)"
            : null;
    }

    // Whole or not at all: Git may run the hook at any moment.
    private static async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        var temporary = file + ".slipway";
        await File.WriteAllTextAsync(temporary, text, cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(temporary, (File.Exists(file) ? File.GetUnixFileMode(file) : File.GetUnixFileMode(temporary)) | Execute);
        }

        File.Move(temporary, file, overwrite: true);
    }

    private static async Task<string> GitAsync(string repository, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["-C", repository, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        // Called from a hook, these name another repository.
        foreach (var variable in (string[])["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"])
        {
            start.Environment.Remove(variable);
        }

        try
        {
            using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start");
            var error = git.StandardError.ReadToEndAsync(cancellationToken);
            var output = await git.StandardOutput.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? output : throw new CliException(ExitCodes.Failed, $"git does not tell where the hooks of {repository} are: {(await error).Trim()}", "see that the repository belongs to you");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CliException(ExitCodes.Failed, "git is not installed here", "install git and repeat the command", e);
        }
    }

    private static async Task<(string Directory, bool IsBare)> LocateAsync(string repository, CancellationToken cancellationToken)
    {
        var lines = (await GitAsync(repository, ["rev-parse", "--is-bare-repository", "--git-path", "hooks"], cancellationToken)).Split('\n');
        return (Path.GetFullPath(lines[1], repository), lines[0] == "true");
    }

    // This very program where it is one of its own; else the one that the hook's user finds.
    private static string Program() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "slipway" ? path : "slipway";
}
