namespace Slipway.Compose;

/// <summary>What the specification allows.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule UnknownAttribute = new("XC0401", Severity.Error, "an attribute that the specification does not know", """
        services:
          web:
            image: nginx
            ports_: ["80:80"]

        """);

    public static readonly DiagnosticRule WrongKind = new("XC0402", Severity.Error, "a value of the wrong kind", """
        services:
          web:
            image: nginx
            hostname: 5

        """);

    public static readonly DiagnosticRule BadValue = new("XC0403", Severity.Error, "a value that is not among those possible", """
        services:
          web:
            image: nginx
            cgroup: shared

        """);

    public static readonly DiagnosticRule MissingAttribute = new("XC0404", Severity.Error, "an attribute that must be there", """
        services:
          web:
            image: nginx
            volumes:
              - target: /data

        """);

    public static readonly DiagnosticRule DuplicateItem = new("XC0405", Severity.Error, "an item that is in the list twice", """
        services:
          web:
            image: nginx
            security_opt: [a, a]

        """);

    public static readonly DiagnosticRule BadName = new("XC0406", Severity.Error, "a name with characters that names cannot have", """
        services:
          my web:
            image: nginx

        """);

    public static readonly DiagnosticRule NotFinite = new("XC0407", Severity.Error, "an infinite number", """
        x-a: .inf
        services:
          web:
            image: nginx

        """);

    public static readonly DiagnosticRule Version = new("XC0408", Severity.Warning, "the attribute version, which has no effect", """
        version: "3"
        services:
          web:
            image: nginx

        """);
}
