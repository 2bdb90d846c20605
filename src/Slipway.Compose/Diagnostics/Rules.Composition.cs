namespace Slipway.Compose;

/// <summary>include, extends and merging.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule IncludeForm = new("XC0301", Severity.Error, "an include that names no file", """
        include: other.yaml
        services:
          web:
            image: nginx

        """);

    public static readonly DiagnosticRule IncludeCycle = new("XC0302", Severity.Error, "a file that includes itself", """
        include:
          - compose.yaml
        services:
          web:
            image: nginx

        """);

    public static readonly DiagnosticRule IncludeTooDeep = new("XC0303", Severity.Error, "includes nested more deeply than allowed", """
        # MaxIncludeDepth = 2
        include:
          - second.yaml
        --- file second.yaml
        include:
          - third.yaml
        --- file third.yaml
        services:
          web:
            image: nginx

        """);

    public static readonly DiagnosticRule ExtendsForm = new("XC0304", Severity.Error, "extends that names no service", """
        services:
          web:
            image: nginx
            extends:
              file: other.yaml

        """);

    public static readonly DiagnosticRule ExtendsMissing = new("XC0305", Severity.Error, "extends names a service that does not exist", """
        services:
          web:
            image: nginx
            extends: base

        """);

    public static readonly DiagnosticRule ExtendsCycle = new("XC0306", Severity.Error, "services that extend each other", """
        services:
          a:
            extends: b
          b:
            extends: a

        """);

    public static readonly DiagnosticRule ExtendsTooDeep = new("XC0307", Severity.Error, "services extended more deeply than allowed", """
        # MaxExtendsDepth = 1
        services:
          web:
            extends: base
          base:
            extends: first
          first:
            image: nginx

        """);

    public static readonly DiagnosticRule MergeConflict = new("XC0308", Severity.Error, "a value of another kind in a later file", """
        x-a: {b: 1}
        services:
          web:
            image: nginx
        --- file compose.override.yml
        x-a: text

        """);

    public static readonly DiagnosticRule ListItem = new("XC0309", Severity.Error, "a list item that cannot be compared with the others", """
        services:
          web:
            image: nginx
            labels: [5]

        """);
}
