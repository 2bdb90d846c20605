using System.Diagnostics;

namespace Slipway.Server.Tests.Harness;

/// <summary>Real repositories, made with the <c>git</c> command.</summary>
internal static class TestGit
{
    /// <summary>Makes a bare repository whose main has one commit.</summary>
    public static string Bare(string path)
    {
        Directory.CreateDirectory(path);
        Run(path, "init", "--quiet", "--bare", "--initial-branch=main");
        Commit(path, "main");
        return path;
    }

    /// <summary>Adds an empty commit to a branch of a bare repository.</summary>
    public static string Commit(string bare, string branch)
    {
        var tree = Run(bare, "mktree", "--missing");
        var parent = Run(bare, "for-each-ref", "--format=%(objectname)", "refs/heads/" + branch);
        string[] arguments = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "commit-tree", "-m", "change", tree];
        var commit = Run(bare, parent.Length == 0 ? arguments : [.. arguments, "-p", parent]);
        Run(bare, "update-ref", "refs/heads/" + branch, commit);
        return commit;
    }

    public static string Run(string path, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = path };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }
}
