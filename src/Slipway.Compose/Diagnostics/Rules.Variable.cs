namespace Slipway.Compose;

/// <summary>Variables and env files.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule Template = new("XC0201", Severity.Error, "a variable that is written wrongly", """
        services:
          web:
            image: nginx
            command: echo ${NAME

        """);

    public static readonly DiagnosticRule RequiredVariable = new("XC0202", Severity.Error, "a variable that must be set and is not", """
        services:
          web:
            image: nginx
            user: ${APP_USER:?set it to the numeric user}

        """);

    public static readonly DiagnosticRule UnsetVariable = new("XC0203", Severity.Warning, "a variable that is not set", """
        services:
          web:
            image: nginx
            user: "${APP_USER}"

        """);

    public static readonly DiagnosticRule Cast = new("XC0204", Severity.Error, "text where a number or boolean is wanted", """
        services:
          web:
            image: nginx
            scale: many

        """);

    public static readonly DiagnosticRule TooMuchText = new("XC0207", Severity.Error, "more text than allowed once variables are filled in", """
        # MaxTotalText = 25
        services:
          web:
            image: nginx
            hostname: ${HOME}${HOME}${HOME}

        """);

    public static readonly DiagnosticRule EnvFileSyntax = new("XC0205", Severity.Error, "an env file that cannot be read", """
        services:
          web:
            image: nginx
            env_file: app.env
        --- file app.env
        NAME="open

        """);

    public static readonly DiagnosticRule EnvFileFormat = new("XC0206", Severity.Error, "an unknown format of env files", """
        services:
          web:
            image: nginx
            env_file:
              - path: app.env
                format: json
        --- file app.env
        A=1

        """);
}
