using System.Globalization;
using System.Text;
using Slipway.Compose;

namespace Slipway.Benchmarks.Compose;

/// <summary>A project of many services in memory, written as people write them: short forms, variables, merge keys, dependencies,
/// health checks.</summary>
internal sealed class GeneratedFiles : IComposeFiles
{
    /// <summary>The directory that the project is in.</summary>
    public const string Directory = "/project";

    private const string Path = Directory + "/compose.yaml";
    private readonly byte[] _bytes;

    /// <summary>Initializes a new instance of the <see cref="GeneratedFiles"/> class.</summary>
    /// <param name="services">How many services the project has.</param>
    public GeneratedFiles(int services)
    {
        Text = Write(services);
        _bytes = Encoding.UTF8.GetBytes(Text);
    }

    /// <summary>Gets the Compose file.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public FileStatus GetStatus(string path) => path switch
    {
        Path => FileStatus.File,
        Directory => FileStatus.Directory,
        _ => FileStatus.Absent,
    };

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(string path, int maxBytes) => path == Path ? _bytes : null;

    private static string Write(int services)
    {
        var text = new StringBuilder("""
            name: generated
            x-environment: &environment
              LOG_LEVEL: ${LOG_LEVEL:-info}
              REGION: ${REGION:-north}
            x-logging: &logging
              driver: json-file
              options: { max-size: 10m, max-file: "3" }
            x-defaults: &defaults
              restart: unless-stopped
              logging: *logging
              stop_grace_period: ${GRACE:-20s}
            services:

            """);
        for (var i = 0; i < services; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                  s{{i}}:
                    <<: *defaults
                    image: ${REGISTRY:-example}/service-{{i % 20}}:${TAG:-1.0}
                    command: serve --port 8080 --name "service {{i}}" --threads ${THREADS:-4}
                    environment:
                      <<: *environment
                      NUMBER: "{{i}}"
                      DATABASE_URL: postgres://app:${PASSWORD:-secret}@db-{{i % 7}}:5432/app{{i}}
                    ports:
                      - "{{10000 + i}}:8080"
                    volumes:
                      - data:/var/lib/service:ro
                      - ./config/s{{i}}:/etc/service:ro
                    networks: [front, back]
                    labels:
                      com.example.service: s{{i}}
                      com.example.owner: ${OWNER:-team-{{i % 9}}}
                    healthcheck:
                      test: ["CMD", "check", "http://localhost:8080/health"]
                      interval: 10s
                      timeout: 3s
                      retries: 5
                    deploy:
                      resources:
                        limits: { cpus: "0.5", memory: 256M }

                """);
            if (i > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"    depends_on:\n      s{i / 2}: {{ condition: service_healthy }}\n");
            }
        }

        return text.Append("networks:\n  front:\n  back:\n    internal: true\nvolumes:\n  data:\n").ToString();
    }
}
