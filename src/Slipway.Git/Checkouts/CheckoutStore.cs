using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Slipway.Core.Sources;
using Slipway.Git.Mirrors;
using Slipway.Git.Trees;

namespace Slipway.Git.Checkouts;

/// <summary>
/// Writes the files of a commit below <c>SCOPE/REPOSITORY/COMMIT</c>. The files are written here and not by <c>git checkout</c>, so that no hook, filter or
/// attribute runs. Links are written last, so that no file can be written through one.
/// </summary>
internal sealed class CheckoutStore(string directory, GitOptions options, MirrorLocks locks, ILogger logger)
{
    private const int LinkTargetLimitBytes = 4096;
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Runnable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public async Task<DiskSpace> CheckOutAsync(string scope, SourceTree tree, string displayName, CancellationToken cancellationToken)
    {
        var repository = Path.Combine(DirectoryOf(scope), tree.Mirror.Key);
        var checkout = new DiskSpace(Path.Combine(repository, tree.Commit));
        if (Directory.Exists(checkout.Root))
        {
            return checkout;
        }

        using (await locks.AcquireAsync($"{scope}-checkout", cancellationToken).ConfigureAwait(false))
        {
            if (Directory.Exists(checkout.Root))
            {
                return checkout;
            }

            var started = Stopwatch.GetTimestamp();
            var unfinished = Path.Combine(repository, ".new-" + tree.Commit);
            try
            {
                Remove(unfinished);
                Directory.CreateDirectory(unfinished);
                SetMode(unfinished, Runnable);
                var files = await WriteAsync(tree, unfinished, displayName, cancellationToken).ConfigureAwait(false);
                Directory.Move(unfinished, checkout.Root);
                logger.CheckedOut(tree.Commit, displayName, files, Stopwatch.GetElapsedTime(started));
            }
            finally
            {
                Remove(unfinished);
            }
        }

        return checkout;
    }

    public async Task RemoveAsync(string scope, CancellationToken cancellationToken)
    {
        using (await locks.AcquireAsync($"{scope}-checkout", cancellationToken).ConfigureAwait(false))
        {
            Remove(DirectoryOf(scope));
        }
    }

    private string DirectoryOf(string scope) => scope.Length > 0 && scope.All(char.IsAsciiLetterOrDigit)
        ? Path.Combine(directory, scope)
        : throw new ArgumentException($"'{scope}' is not an id", nameof(scope));

    private async Task<int> WriteAsync(SourceTree tree, string target, string displayName, CancellationToken cancellationToken)
    {
        var root = tree.Look(string.Empty)!;
        var links = new List<TreeEntry>();
        var files = 0;
        var contentBytes = 0L;
        using var objects = new ObjectReader(tree.Mirror);
        foreach (var entry in TreeWalk.Below(tree, root, options.EntryLimit, _ => true))
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (entry.Kind)
            {
                case EntryKind.Link:
                    links.Add(entry);
                    break;
                case EntryKind.File:
                    files++;
                    var content = objects.Open(entry.Id).Content;
                    contentBytes += content.Length;
                    if (contentBytes > options.ContentLimitBytes)
                    {
                        throw new SourceException(SourceFailure.TooLarge, $"the files of commit {tree.Commit} have more than {options.ContentLimitBytes} bytes");
                    }

                    await WriteFileAsync(Path.Join(target, entry.Path), content, entry.Executable ? Runnable : Readable, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    if (entry.Kind == EntryKind.Submodule)
                    {
                        logger.SubmoduleIsEmpty(entry.Path, displayName);
                    }

                    Directory.CreateDirectory(Path.Join(target, entry.Path));
                    SetMode(Path.Join(target, entry.Path), Runnable);
                    break;
            }
        }

        foreach (var link in links)
        {
            File.CreateSymbolicLink(Path.Join(target, link.Path), Encoding.UTF8.GetString(objects.Read(link.Id, link.Path, LinkTargetLimitBytes)));
        }

        return files;
    }

    private static async Task WriteFileAsync(string path, Stream content, UnixFileMode mode, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 });
        await using (file.ConfigureAwait(false))
        {
            await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            SetMode(path, mode);
        }
    }

    // Set and not only asked for: the users inside containers read these files, whatever umask Slipway was started with.
    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
