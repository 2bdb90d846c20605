namespace Slipway.Scenarios.Refusing;

/// <summary>A repository that must be refused.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Place">Where, as <c>FILE:LINE:COLUMN</c>; null where no file is to blame.</param>
/// <param name="Says">What the error must say.</param>
/// <param name="Files">The files; <c>NAME</c> in them is the environment's name.</param>
internal sealed record BadInput(string Name, string? Place, string Says, params (string Path, string Content)[] Files)
{
    private const string Image = Installation.BaseImage;

    public static IReadOnlyList<BadInput> All { get; } =
    [
        new("no Compose file", null, "compose.yaml", ("README.md", "nothing here")),
        Compose("YAML syntax error", "5:4", "not YAML", $"""
            name: NAME
            services:
              web:
                image: {Image}
               init: true
            """),
        Compose("unknown attribute", "5:5", "comand", $"""
            name: NAME
            services:
              web:
                image: {Image}
                comand: ["sleep", "infinity"]
            """),
        Compose("undefined network", "5:16", "back", $"""
            name: NAME
            services:
              web:
                image: {Image}
                networks: [back]
            """),
        Compose("dependency cycle", "5:18", "web", $"""
            name: NAME
            services:
              web:
                image: {Image}
                depends_on: [db]
              db:
                image: {Image}
                depends_on: [web]
            """),
        Compose("missing env_file", "5:15", "missing.env", $"""
            name: NAME
            services:
              web:
                image: {Image}
                env_file: missing.env
            """),
        Compose("build without its context", "5:16", "missing", """
            name: NAME
            services:
              web:
                build:
                  context: ./missing
            """),
        Compose("context outside through ..", "4:12", "outside of the repository", """
            name: NAME
            services:
              web:
                build: ../elsewhere
            """),
        Compose("the engine's socket as a bind", "6:9", "socket", $"""
            name: NAME
            services:
              web:
                image: {Image}
                volumes:
                  - /var/run/docker.sock:/var/run/docker.sock
            """),
        Compose("privileged", "5:17", "privileged", $"""
            name: NAME
            services:
              web:
                image: {Image}
                privileged: true
            """),
    ];

    private static BadInput Compose(string name, string place, string says, string content) =>
        new(name, $"compose.yaml:{place}", says, ("compose.yaml", content));
}
