namespace Slipway.Cli;

/// <summary>Every exit code of <c>slipway</c>. Scripts depend on them: numbers are never given another meaning.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The operation was carried out and failed: a build, a crash loop, an unhealthy service.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>There is no environment, service or operation of that name.</summary>
    public const int NotFound = 3;

    /// <summary>The input was refused: a repository, a ref or a Compose file that cannot be used. Nothing was created.</summary>
    public const int Rejected = 4;

    /// <summary>No Docker Engine answers, and none could be set up.</summary>
    public const int EngineUnavailable = 5;

    /// <summary>The server does not start, does not answer, or was stopped while it was needed.</summary>
    public const int ServerUnavailable = 6;

    /// <summary>The operation was overtaken by newer work on the same environment.</summary>
    public const int Superseded = 7;

    /// <summary>A defect of Slipway itself (EX_SOFTWARE of sysexits.h).</summary>
    public const int InternalError = 70;

    /// <summary><c>--wait-timeout</c> passed; the operation goes on. The number of timeout(1).</summary>
    public const int WaitTimeout = 124;

    /// <summary>Ctrl-C: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Asked to end: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
