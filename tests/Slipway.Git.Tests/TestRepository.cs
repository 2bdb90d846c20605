using System.Diagnostics;
using System.Text;

namespace Slipway.Git.Tests;

/// <summary>A real Git repository in a folder of its own, made with the <c>git</c> command.</summary>
internal sealed class TestRepository
{
    public TestRepository(string path, params string[] options)
    {
        Path = path;
        Directory.CreateDirectory(path);
        Git(["init", "--quiet", "--initial-branch=main", .. options]);
    }

    public string Path { get; }

    public string Head => Git("rev-parse", "HEAD");

    public void Write(string path, string content)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }

    public void WriteProgram(string path, string commands)
    {
        Write(path, $"#!/bin/sh\n{commands}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(System.IO.Path.Combine(Path, path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Link(string path, string target)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.CreateSymbolicLink(full, target);
    }

    /// <summary>Commits everything there is and returns the commit.</summary>
    public string Commit(string message = "change")
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message", message);
        return Head;
    }

    /// <summary>Writes and commits one file.</summary>
    public string Commit(string path, string content)
    {
        Write(path, content);
        return Commit($"write {path}");
    }

    public string Git(params string[] arguments) => Run(Path, null, arguments);

    /// <summary>Stores a tree that git itself would refuse, from its entries, and returns its id.</summary>
    public string StoreTree(params (string Mode, string Name, string Id)[] entries)
    {
        var content = new MemoryStream();
        foreach (var (mode, name, id) in entries)
        {
            content.Write(Encoding.UTF8.GetBytes($"{mode} {name}\0"));
            content.Write(Convert.FromHexString(id));
        }

        return Run(Path, content.ToArray(), ["hash-object", "-t", "tree", "-w", "--literally", "--stdin"]);
    }

    public string StoreBlob(string content) => Run(Path, Encoding.UTF8.GetBytes(content), ["hash-object", "-w", "--stdin"]);

    /// <summary>Makes a commit of a tree and points the branch at it.</summary>
    public string CommitTree(string tree, string branch = "main")
    {
        var commit = Git("commit-tree", tree, "-m", "crafted");
        Git("update-ref", "refs/heads/" + branch, commit);
        return commit;
    }

    public static string Run(string directory, byte[]? input, string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "protocol.file.allow=always", .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {errors.GetAwaiter().GetResult()}");
    }
}
