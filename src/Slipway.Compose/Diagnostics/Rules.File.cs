namespace Slipway.Compose;

/// <summary>Files and the project name.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule NoFile = new("XC0001", Severity.Error, "no Compose file", """
        --- file README
        hello

        """);

    public static readonly DiagnosticRule FileMissing = new("XC0002", Severity.Error, "a file that is named does not exist", """
        services:
          web:
            image: nginx
            env_file: missing.env

        """);

    public static readonly DiagnosticRule FileUnreadable = new("XC0003", Severity.Error, "a file cannot be read", """
        services:
          web:
            image: nginx
            env_file: app.env
        --- unreadable file app.env

        """);

    public static readonly DiagnosticRule FileTooLarge = new("XC0004", Severity.Error, "a file is larger than allowed", """
        # MaxFileBytes = 60
        services:
          web:
            image: nginx
            restart: unless-stopped

        """);

    public static readonly DiagnosticRule TooManyFiles = new("XC0005", Severity.Error, "a project reads more files than allowed", """
        # MaxFiles = 1
        include:
          - other.yaml
        services:
          web:
            image: nginx
        --- file other.yaml
        services:
          db:
            image: postgres

        """);

    public static readonly DiagnosticRule NotText = new("XC0006", Severity.Error, "a file is not UTF-8 text", "services: {} # \0\n");

    public static readonly DiagnosticRule SeveralFiles = new("XC0007", Severity.Warning, "several Compose files in one directory", """
        services:
          web:
            image: nginx
        --- file docker-compose.yml
        services:
          web:
            image: nginx

        """);

    public static readonly DiagnosticRule Empty = new("XC0008", Severity.Error, "a Compose file without content", """
        {}

        """);

    public static readonly DiagnosticRule ProjectName = new("XC0009", Severity.Error, "the project name cannot be used", """
        name: "!!!"
        services:
          web:
            image: nginx

        """);

    public static readonly DiagnosticRule MoreFindings = new("XC0011", Severity.Warning, "there may be more findings than are listed", """
        # MaxDiagnostics = 1
        services:
          web:
            image: nginx
            user: ${APP_USER}
            hostname: ${APP_HOST}

        """);

    public static readonly DiagnosticRule RemoteFile = new("XC0010", Severity.Error, "a reference to something that would have to be fetched", """
        include:
          - https://example.com/compose.yaml
        services:
          web:
            image: nginx

        """);
}
