using System.Collections.Immutable;

namespace Slipway.Scenarios.Pushing;

/// <summary>A repository with every kind of input, each for a service of its own.</summary>
internal static class Shop
{
    /// <summary>Gets one change of each kind, in the order in which they are pushed.</summary>
    public static ImmutableArray<Change> Changes { get; } =
    [
        new("a command", r => r.Replace("compose.yaml", "sleep 1000001", "sleep 1000002"))
        {
            Replaced = ["command"], Cause = "command", Shows = ("command", ["sh", "-c", "grep -q 1000002 /proc/1/cmdline && echo newer"], "newer"),
        },
        new("a variable", r => r.Replace("compose.yaml", "COLOUR: red", "COLOUR: blue"))
        {
            Replaced = ["variable"], Cause = "environment", Shows = ("variable", ["printenv", "COLOUR"], "blue"),
        },
        new("an env file", r => r.Write("file.env", "SMELL=lily\n"))
        {
            Replaced = ["file"], Cause = "environment", Shows = ("file", ["printenv", "SMELL"], "lily"),
        },
        new(".env", r => r.Write(".env", "TONE=high\n"))
        {
            Replaced = ["dotenv"], Cause = "environment", Shows = ("dotenv", ["printenv", "TONE"], "high"),
        },
        new("an included file", r => r.Replace("included.yaml", "SIZE: small", "SIZE: large"))
        {
            Replaced = ["included"], Cause = "environment", Shows = ("included", ["printenv", "SIZE"], "large"),
        },
        new("an extended file", r => r.Replace("base.yaml", "SHAPE: round", "SHAPE: square"))
        {
            Replaced = ["extended"], Cause = "environment", Shows = ("extended", ["printenv", "SHAPE"], "square"),
        },
        new("the override file", r => r.Replace("compose.override.yaml", "TASTE: sweet", "TASTE: sour"))
        {
            Replaced = ["overridden"], Cause = "environment", Shows = ("overridden", ["printenv", "TASTE"], "sour"),
        },
        new("a config's content", r => r.Write("text.txt", "second\n"))
        {
            Replaced = ["config"], Cause = "mounts", Shows = ("config", ["cat", "/text"], "second"),
        },
        new("a secret's content", r => r.Write("word.txt", "sesame\n"))
        {
            Replaced = ["secret"], Cause = "mounts", Shows = ("secret", ["cat", "/run/secrets/word"], "sesame"),
        },
        new("a file of a build context", r => r.Write("app/goods.txt", "pears\n"))
        {
            Replaced = ["built"], Cause = "image", Shows = ("built", ["cat", "/goods.txt"], "pears"), IsInput = false,
        },
        new("a Dockerfile", r => r.Write("app/Dockerfile", $"FROM {Installation.BaseImage}\nCOPY goods.txt /goods.txt\nENV ORIGIN=garden\n"))
        {
            Replaced = ["built"], Cause = "image", Shows = ("built", ["printenv", "ORIGIN"], "garden"), IsInput = false,
        },
        new("a bind-mounted file", r => r.Write("site/index.html", "welcome\n"))
        {
            Replaced = ["bound"], Cause = "mounts", Shows = ("bound", ["cat", "/site/index.html"], "welcome"), IsInput = false,
        },
        new("a label", r => r.Replace("compose.yaml", "com.example.shelf: top", "com.example.shelf: bottom"))
        {
            Replaced = ["labelled"], Cause = "labels",
        },
        new("a port", r => r.Replace("compose.yaml", "ports: [\"8080\"]", "ports: [\"8080\", \"8081\"]"))
        {
            Replaced = ["published"], Cause = "ports",
        },
        new("a service more", r => r.Replace("compose.yaml", "  # more\n", "  added:\n    <<: *service\n  # more\n"))
        {
            Added = ["added"], Cause = "added added",
        },
        new("a service less", r => r.Replace("compose.yaml", "  added:\n    <<: *service\n", string.Empty))
        {
            Removed = ["added"], Cause = "removed added",
        },
        new("a volume", r => r.Replace("compose.yaml", "# shelf", "- shelf:/shelf"))
        {
            Replaced = ["stored"], Cause = "mounts", Shows = ("stored", ["ls", "-d", "/shelf"], "/shelf"),
        },
        new("the name of a network", r => r.Replace("compose.yaml", "-front", "-street"))
        {
            Replaced = ["published"], Cause = "network front (name)",
        },
        new("a file that nothing reads", r => r.Write("README.md", "# The shop\n"))
        {
            IsInput = false,
        },
    ];

    /// <summary>Gets the files of the first commit.</summary>
    /// <param name="name">The environment's name.</param>
    public static (string Path, string Content)[] Files(string name) =>
    [
        ("compose.yaml", $$"""
            name: {{name}}
            include: [included.yaml]
            x-service: &service
              image: {{Installation.BaseImage}}
              stop_grace_period: 1s
              init: true
              network_mode: none
              command: sleep infinity
            services:
              command:
                <<: *service
                command: sleep 1000001
              variable:
                <<: *service
                environment: { COLOUR: red }
              file:
                <<: *service
                env_file: file.env
              dotenv:
                <<: *service
                environment: { TONE: "${TONE}" }
              extended:
                extends: { file: base.yaml, service: base }
              overridden:
                <<: *service
              config:
                <<: *service
                configs: [{ source: text, target: /text }]
              secret:
                <<: *service
                secrets: [word]
              built:
                build: app
                stop_grace_period: 1s
                init: true
                network_mode: none
                command: sleep infinity
              bound:
                <<: *service
                volumes: ["./site:/site:ro"]
              stored:
                <<: *service
                volumes:
                  - room:/room
                  # shelf
              labelled:
                <<: *service
                labels: { com.example.shelf: top }
              published:
                image: {{Installation.BaseImage}}
                stop_grace_period: 1s
                init: true
                command: sleep infinity
                networks: [front]
                ports: ["8080"]
              # more
            configs:
              text: { file: text.txt }
            secrets:
              word: { file: word.txt }
            volumes:
              room:
              shelf:
            networks:
              front:
                name: {{name}}-front

            """),
        ("included.yaml", $$"""
            services:
              included:
                image: {{Installation.BaseImage}}
                stop_grace_period: 1s
                init: true
                network_mode: none
                command: sleep infinity
                environment: { SIZE: small }

            """),
        ("base.yaml", $$"""
            services:
              base:
                image: {{Installation.BaseImage}}
                stop_grace_period: 1s
                init: true
                network_mode: none
                command: sleep infinity
                environment: { SHAPE: round }

            """),
        ("compose.override.yaml", """
            services:
              overridden:
                environment: { TASTE: sweet }

            """),
        ("file.env", "SMELL=rose\n"),
        (".env", "TONE=low\n"),
        ("text.txt", "first\n"),
        ("word.txt", "open\n"),
        ("app/Dockerfile", $"FROM {Installation.BaseImage}\nCOPY goods.txt /goods.txt\n"),
        ("app/goods.txt", "apples\n"),
        ("site/index.html", "hello\n"),
        ("README.md", "# Shop\n"),
    ];
}
