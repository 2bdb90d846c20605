namespace Slipway.Compose;

/// <summary>Values.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule Duration = new("XC0701", Severity.Error, "a duration that cannot be understood", """
        services:
          web:
            image: nginx
            stop_grace_period: soon

        """);

    public static readonly DiagnosticRule ByteSize = new("XC0702", Severity.Error, "a size that cannot be understood", """
        services:
          web:
            image: nginx
            mem_limit: lots

        """);

    public static readonly DiagnosticRule FileMode = new("XC0703", Severity.Error, "a permission that is not octal", """
        services:
          web:
            image: nginx
            secrets:
              - source: s
                mode: "rw"
        secrets:
          s:
            file: s.txt

        """);

    public static readonly DiagnosticRule NotANumber = new("XC0704", Severity.Error, "text where a number is wanted", """
        services:
          web:
            image: nginx
            deploy:
              resources:
                limits:
                  cpus: few

        """);

    public static readonly DiagnosticRule NotABoolean = new("XC0705", Severity.Error, "text where true or false is wanted", """
        services:
          web:
            image: nginx
            attach: perhaps

        """);

    public static readonly DiagnosticRule Negative = new("XC0706", Severity.Error, "a negative number", """
        services:
          web:
            image: nginx
            scale: -1

        """);

    public static readonly DiagnosticRule CommandText = new("XC0707", Severity.Error, "a command whose words cannot be told apart", """
        services:
          web:
            image: nginx
            command: "echo 'open"

        """);

    public static readonly DiagnosticRule ExtraHost = new("XC0708", Severity.Error, "an extra host without name or address", """
        services:
          web:
            image: nginx
            extra_hosts: [lonely]

        """);

    public static readonly DiagnosticRule VariableName = new("XC0709", Severity.Error, "a variable name that ends in a blank", """
        services:
          web:
            image: nginx
            environment: ["NAME =1"]

        """);

    public static readonly DiagnosticRule StorageOption = new("XC0710", Severity.Error, "a storage option that is not text", """
        services:
          web:
            image: nginx
            storage_opt:
              size: 1.5

        """);
}
