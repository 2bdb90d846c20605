using Microsoft.Extensions.Logging;

namespace Slipway.Git;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Information, "Fetched {Repository} in {Elapsed}")]
    public static partial void Fetched(this ILogger logger, string repository, TimeSpan elapsed);

    [LoggerMessage(6002, LogLevel.Information, "Checked out {Commit} of {Repository}: {Files} files in {Elapsed}")]
    public static partial void CheckedOut(this ILogger logger, string commit, string repository, int files, TimeSpan elapsed);

    [LoggerMessage(6003, LogLevel.Warning, "The submodule {Path} of {Repository} stays empty: submodules are not fetched")]
    public static partial void SubmoduleIsEmpty(this ILogger logger, string path, string repository);
}
