namespace Slipway.Compose;

/// <summary>Short forms.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule Port = new("XC0501", Severity.Error, "a port that cannot be understood", """
        services:
          web:
            image: nginx
            ports: ["99999"]

        """);

    public static readonly DiagnosticRule Volume = new("XC0502", Severity.Error, "a mount that cannot be understood", """
        services:
          web:
            image: nginx
            volumes: ["data:/b:ro:x"]

        """);

    public static readonly DiagnosticRule Device = new("XC0503", Severity.Error, "a device that cannot be understood", """
        services:
          web:
            image: nginx
            devices: ["a:b:c:d"]

        """);

    public static readonly DiagnosticRule BuildContext = new("XC0504", Severity.Error, "a named build context without a value", """
        services:
          web:
            build:
              context: .
              additional_contexts: [base]

        """);

    public static readonly DiagnosticRule Ssh = new("XC0505", Severity.Error, "a build SSH id without a path", """
        services:
          web:
            build:
              context: .
              ssh: [mykey]

        """);

    public static readonly DiagnosticRule ExternalName = new("XC0506", Severity.Warning, "the deprecated external.name", """
        services:
          web:
            image: nginx
            networks: [n]
        networks:
          n:
            external:
              name: shared

        """);

    public static readonly DiagnosticRule ExternalConflict = new("XC0507", Severity.Error, "two names for one external element", """
        services:
          web:
            image: nginx
            networks: [n]
        networks:
          n:
            name: other
            external:
              name: shared

        """);
}
