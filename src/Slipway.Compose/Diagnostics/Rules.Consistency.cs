namespace Slipway.Compose;

/// <summary>How the parts of a project fit.</summary>
internal static partial class Rules
{
    public static readonly DiagnosticRule NoImage = new("XC0801", Severity.Error, "a service without image and build", """
        services:
          web:
            command: "true"

        """);

    public static readonly DiagnosticRule TwoDockerfiles = new("XC0802", Severity.Error, "dockerfile and dockerfile_inline together", """
        services:
          web:
            build:
              context: .
              dockerfile: D
              dockerfile_inline: FROM nginx

        """);

    public static readonly DiagnosticRule UndefinedService = new("XC0803", Severity.Error, "a service that does not exist", """
        services:
          web:
            image: nginx
            depends_on: [wbe]

        """);

    public static readonly DiagnosticRule Platform = new("XC0804", Severity.Error, "a platform that the build leaves out", """
        services:
          web:
            platform: linux/arm64
            build:
              context: .
              platforms: [linux/amd64]

        """);

    public static readonly DiagnosticRule NetworkMode = new("XC0805", Severity.Error, "network_mode and networks together", """
        services:
          web:
            image: nginx
            network_mode: host
            networks: [default]

        """);

    public static readonly DiagnosticRule UndefinedNetwork = new("XC0806", Severity.Error, "a network that is not declared", """
        services:
          web:
            image: nginx
            networks: [front]

        """);

    public static readonly DiagnosticRule UndefinedVolume = new("XC0807", Severity.Error, "a volume that is not declared", """
        services:
          web:
            image: nginx
            volumes: ["data:/data"]

        """);

    public static readonly DiagnosticRule UndefinedSecret = new("XC0808", Severity.Error, "a secret that is not declared", """
        services:
          web:
            image: nginx
            secrets: [token]

        """);

    public static readonly DiagnosticRule UndefinedConfig = new("XC0809", Severity.Error, "a config that is not declared", """
        services:
          web:
            image: nginx
            configs: [settings]

        """);

    public static readonly DiagnosticRule UndefinedModel = new("XC0810", Severity.Error, "a model that is not declared", """
        services:
          web:
            image: nginx
            models: [llm]

        """);

    public static readonly DiagnosticRule DisabledDependency = new("XC0811", Severity.Error, "a dependency that no profile enables", """
        services:
          web:
            image: nginx
            depends_on: [db]
          db:
            image: postgres
            profiles: [data]

        """);

    public static readonly DiagnosticRule HealthTest = new("XC0812", Severity.Error, "a health check list without its first word", """
        services:
          web:
            image: nginx
            healthcheck:
              test: ["curl", "http://localhost"]

        """);

    public static readonly DiagnosticRule WatchTarget = new("XC0813", Severity.Error, "a watch action without a target", """
        services:
          web:
            image: nginx
            develop:
              watch:
                - path: src
                  action: sync

        """);

    public static readonly DiagnosticRule SameTarget = new("XC0814", Severity.Error, "two mounts at one path", """
        services:
          web:
            image: nginx
            tmpfs: /data
            volumes: ["/data"]

        """);

    public static readonly DiagnosticRule Differs = new("XC0815", Severity.Error, "two attributes that contradict each other", """
        services:
          web:
            image: nginx
            scale: 2
            deploy:
              replicas: 3

        """);

    public static readonly DiagnosticRule NameWithScale = new("XC0816", Severity.Error, "one container name for several containers", """
        services:
          web:
            image: nginx
            container_name: only
            scale: 2

        """);

    public static readonly DiagnosticRule SameContainerName = new("XC0817", Severity.Error, "one container name in two services", """
        services:
          web:
            image: nginx
            container_name: same
          db:
            image: postgres
            container_name: same

        """);

    public static readonly DiagnosticRule DependencyCycle = new("XC0818", Severity.Error, "services that wait for each other", """
        services:
          a:
            image: x
            depends_on: [b]
          b:
            image: x
            depends_on: [a]

        """);

    public static readonly DiagnosticRule UnknownProfile = new("XC0820", Severity.Warning, "a profile is activated that no service has, and that looks misspelt", """
        # slipway config --profile prdo
        services:
          web:
            image: nginx
          db:
            image: postgres
            profiles: [prod]

        """);

    public static readonly DiagnosticRule UnknownService = new("XC0819", Severity.Error, "a service was asked for that does not exist", """
        # slipway config wbe
        services:
          web:
            image: nginx

        """);
}
