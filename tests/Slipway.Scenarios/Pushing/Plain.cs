namespace Slipway.Scenarios.Pushing;

/// <summary>A small repository: one service that a push changes and one that it does not.</summary>
internal static class Plain
{
    /// <summary>Gets its files.</summary>
    /// <param name="name">The environment's name.</param>
    /// <param name="web">Further attributes of <c>web</c>, as a flow mapping.</param>
    /// <param name="more">Further top-level sections of the Compose file.</param>
    public static (string Path, string Content)[] Files(string name, string web = "{}", string more = "") =>
    [
        ("compose.yaml", $$"""
            name: {{name}}
            services:
              web:
                <<: {{web}}
                image: {{Installation.BaseImage}}
                init: true
                stop_grace_period: 1s
                command: sleep infinity
                environment: { RELEASE: "1" }
              db:
                image: {{Installation.BaseImage}}
                init: true
                stop_grace_period: 1s
                command: sleep infinity
            {{more}}

            """),
        ("README.md", "# Plain\n"),
    ];

    /// <summary>Changes the service <c>web</c>.</summary>
    public static void Release(this TestRepository repository, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(repository);
        repository.Replace("compose.yaml", $"RELEASE: \"{from}\"", $"RELEASE: \"{to}\"");
    }
}
