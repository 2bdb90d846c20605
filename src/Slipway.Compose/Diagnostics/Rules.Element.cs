namespace Slipway.Compose;

/// <summary>Rules inside one element.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule ExternalVolume = new("XC0601", Severity.Error, "an external volume with attributes of its own", """
        volumes:
          data:
            external: true
            driver: local
        services:
          web:
            image: nginx

        """);

    public static readonly DiagnosticRule SeveralSources = new("XC0602", Severity.Error, "a config or secret with several contents", """
        services:
          web:
            image: nginx
        configs:
          c:
            file: a
            content: b

        """);

    public static readonly DiagnosticRule NoSource = new("XC0603", Severity.Error, "a config or secret without content", """
        services:
          web:
            image: nginx
        configs:
          c:
            name: x

        """);

    public static readonly DiagnosticRule WatchPath = new("XC0604", Severity.Error, "a watched path that is empty", """
        services:
          web:
            image: nginx
            develop:
              watch:
                - path: ""
                  action: rebuild

        """);

    public static readonly DiagnosticRule DeviceRequest = new("XC0605", Severity.Error, "a device request with both count and ids", """
        services:
          web:
            image: nginx
            gpus:
              - count: 1
                device_ids: ["0"]

        """);

    public static readonly DiagnosticRule BindSource = new("XC0606", Severity.Error, "a bind mount without a source", """
        services:
          web:
            image: nginx
            volumes:
              - type: bind
                target: /data

        """);
}
