using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>Chooses the Compose files: those named, those of <c>COMPOSE_FILE</c>, or the ones that lie where they usually do.</summary>
internal static class FileDiscovery
{
    private static readonly string[] DefaultNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
    private static readonly string[] OverrideNames = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    public static FileSet? Find(ComposeLoadOptions options, Func<string, string?> lookup, InputReader inputs, LoadReport report)
    {
        var named = options.Files;
        if (named.IsEmpty && lookup("COMPOSE_FILE") is { Length: > 0 } list)
        {
            var separator = lookup("COMPOSE_PATH_SEPARATOR") is { Length: > 0 } given ? given : ":";
            named = [.. list.Split(separator, StringSplitOptions.RemoveEmptyEntries)];
        }

        if (!named.IsEmpty)
        {
            var files = named.Select(f => new ComposeFileRef(
                f == "-" ? f : PosixPath.Join(options.WorkingDirectory, f), ComposeInputKind.Compose, SourceSpan.WholeFile(f))).ToImmutableArray();
            return new FileSet(files, Directory(options, files.FirstOrDefault(f => f.Path != "-")?.Path));
        }

        return Search(options, inputs, report);
    }

    /// <summary>Where <c>.env</c> and, if none is named, the Compose file are looked for at first.</summary>
    public static string StartDirectory(ComposeLoadOptions options) =>
        Directory(options, options.Files.FirstOrDefault(f => f != "-") is { } first ? PosixPath.Join(options.WorkingDirectory, first) : null);

    private static FileSet? Search(ComposeLoadOptions options, InputReader inputs, LoadReport report)
    {
        var start = StartDirectory(options);
        for (var directory = start; ; directory = PosixPath.Directory(directory))
        {
            var found = DefaultNames.Select(n => PosixPath.Join(directory, n)).Where(f => inputs.Peek(f) == FileStatus.File).ToList();
            var first = found.FirstOrDefault();
            foreach (var name in DefaultNames.Select(n => PosixPath.Join(directory, n)).TakeWhile(f => f != first))
            {
                inputs.Note(name, ComposeInputKind.Compose, found: false);
            }

            if (first is not null)
            {
                if (found.Count > 1)
                {
                    report.Add(Rules.SeveralFiles, SourceSpan.WholeFile(PosixPath.Name(first)), "", $"there are several Compose files here; {PosixPath.Name(first)} is used. Remove the others, or name the files.");
                }

                var files = ImmutableArray.Create(new ComposeFileRef(first, ComposeInputKind.Compose, SourceSpan.WholeFile(first)));
                return new FileSet([.. files, .. Override(directory, inputs)], Directory(options, first));
            }

            if (directory == "/" || directory == ".")
            {
                report.Add(Rules.NoFile, SourceSpan.WholeFile(start), "", $"there is no Compose file in this directory or above; create {DefaultNames[0]}.");
                return null;
            }
        }
    }

    private static ImmutableArray<ComposeFileRef> Override(string directory, InputReader inputs)
    {
        foreach (var name in OverrideNames)
        {
            var file = PosixPath.Join(directory, name);
            if (inputs.Peek(file) == FileStatus.File)
            {
                return [new ComposeFileRef(file, ComposeInputKind.Override, SourceSpan.WholeFile(file))];
            }

            inputs.Note(file, ComposeInputKind.Override, found: false);
        }

        return [];
    }

    private static string Directory(ComposeLoadOptions options, string? firstFile) =>
        options.ProjectDirectory is { Length: > 0 } given ? PosixPath.Join(options.WorkingDirectory, given)
        : firstFile is not null ? PosixPath.Directory(firstFile)
        : PosixPath.Clean(options.WorkingDirectory);
}
