using System.Globalization;
using System.Text;
using Slipway.Compose;

namespace Slipway.Benchmarks.Compose;

/// <summary>A project of many services in memory, written as people write them: short forms, variables, an anchor, dependencies.</summary>
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
        var text = new StringBuilder("name: generated\nx-environment: &environment\n  LOG_LEVEL: ${LOG_LEVEL:-info}\n  REGION: ${REGION:-north}\nservices:\n");
        for (var i = 0; i < services; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                  s{{i}}:
                    image: example/service-{{i % 20}}:${TAG:-1.0}
                    command: serve --port 8080 --name "service {{i}}"
                    environment:
                      <<: *environment
                      NUMBER: "{{i}}"
                    ports:
                      - "{{10000 + i}}:8080"
                    volumes:
                      - data:/var/lib/service:ro
                    healthcheck:
                      test: ["CMD", "check", "http://localhost:8080"]
                      interval: 10s
                    deploy:
                      resources:
                        limits: { cpus: "0.5", memory: 256M }

                """);
            if (i > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"    depends_on:\n      s{i / 2}: {{ condition: service_healthy }}\n");
            }
        }

        return text.Append("volumes:\n  data:\n").ToString();
    }
}
