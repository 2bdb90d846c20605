namespace Slipway.Git.Commands;

/// <summary>The environment that every <c>git</c> command gets.</summary>
internal static class GitEnvironment
{
    /// <summary>What a user may have set for their own access to servers; every other variable of git would point it elsewhere.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_SSL_NO_VERIFY", "GIT_PROXY_COMMAND",
        "GIT_HTTP_USER_AGENT", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH",
    };

    /// <summary>Whether the user's environment says how ssh is called.</summary>
    public static bool NamesSshCommand() =>
        new System.Diagnostics.ProcessStartInfo().Environment is var environment && (environment.ContainsKey("GIT_SSH_COMMAND") || environment.ContainsKey("GIT_SSH"));

    public static void Apply(IDictionary<string, string?> environment)
    {
        // A command started from a Git hook finds GIT_DIR and the like set to the hook's repository.
        foreach (var name in environment.Keys.Where(n => n.StartsWith("GIT_", StringComparison.Ordinal) && !Kept.Contains(n)).ToArray())
        {
            environment.Remove(name);
        }

        environment["GIT_TERMINAL_PROMPT"] = "0";
        // Answers every question with nothing, where the user has no program that answers better.
        environment.TryAdd("GIT_ASKPASS", "true");
        environment["SSH_ASKPASS"] = "true";
        environment["SSH_ASKPASS_REQUIRE"] = "never";
        // Wins over every setting, so that ext:: and other helpers are never started, not even by a redirect or a submodule.
        environment["GIT_ALLOW_PROTOCOL"] = "file:git:http:https:ssh";
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        // What was pushed is what is deployed: replacement refs of a repository do not count, and nothing is fetched by the way.
        environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        environment["GIT_NO_LAZY_FETCH"] = "1";
        environment["GIT_LITERAL_PATHSPECS"] = "1";
        environment["LC_ALL"] = "C";
    }
}
