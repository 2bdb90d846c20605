namespace Slipway.Compose;

/// <summary>YAML.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule YamlSyntax = new("XC0101", Severity.Error, "the file is not YAML", """
        services:
          web: [

        """);

    public static readonly DiagnosticRule YamlVersion = new("XC0102", Severity.Error, "a YAML version that cannot be named", """
        %YAML 1.2
        ---
        services:
          web:
            image: nginx

        """);

    public static readonly DiagnosticRule DuplicateKey = new("XC0103", Severity.Error, "a key occurs twice in one mapping", """
        services:
          web:
            image: nginx
            image: redis

        """);

    public static readonly DiagnosticRule UnknownAlias = new("XC0104", Severity.Error, "an alias without anchor", """
        services:
          web: *base

        """);

    public static readonly DiagnosticRule SelfContaining = new("XC0105", Severity.Error, "an anchor whose value contains itself", """
        x-a: &a
          b: *a
        services:
          web:
            image: nginx

        """);

    public static readonly DiagnosticRule MergeValue = new("XC0106", Severity.Error, "a merge key with a value that is no mapping", """
        services:
          web:
            <<: nginx
            image: nginx

        """);

    public static readonly DiagnosticRule KeyNotText = new("XC0107", Severity.Error, "a key that is not text", """
        services:
          1:
            image: nginx

        """);

    public static readonly DiagnosticRule NotAMapping = new("XC0108", Severity.Error, "a document that is not a mapping", """
        - web

        """);

    public static readonly DiagnosticRule TooManyNodes = new("XC0109", Severity.Error, "more nodes than allowed, aliases expanded", """
        x-a: &a [1,2,3,4,5,6,7,8,9,10]
        x-b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
        x-c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
        x-d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
        x-e: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
        services:
          web:
            image: nginx

        """);

    public static readonly DiagnosticRule TooDeep = new("XC0110", Severity.Error, "deeper nesting than allowed", "x-deep: " + new string('[', 200) + new string(']', 200) + "\n");
}
