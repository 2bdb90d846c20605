using Slipway.Benchmarks.Compose;

namespace Slipway.Benchmarks.Config;

/// <summary>The projects that are measured, each in a folder of its name.</summary>
internal static class Projects
{
    public const string Small = "small";
    public const string Large = "large";

    private const string SmallText = """
        name: small
        services:
          web:
            image: example/web:${TAG:-1.0}
            ports:
              - "8080:80"
            environment:
              LOG_LEVEL: ${LOG_LEVEL:-info}
            depends_on:
              db:
                condition: service_healthy
          db:
            image: postgres:15
            volumes:
              - data:/var/lib/postgresql/data
            healthcheck:
              test: ["CMD", "pg_isready"]
              interval: 5s
        volumes:
          data:

        """;

    public static void Write(string folder)
    {
        foreach (var (name, text) in new[] { (Small, SmallText), (Large, new GeneratedFiles(300).Text) })
        {
            var directory = Directory.CreateDirectory(Path.Combine(folder, name));
            File.WriteAllText(Path.Combine(directory.FullName, "compose.yaml"), text);
        }
    }
}
