namespace Slipway.Cli.Hooks;

/// <summary>
/// What a Git hook runs (POSIX sh). It reads address and token when it runs, works in the background, and its outcome is nobody's concern: a push that
/// it does not report is found at the next look.
/// </summary>
internal static class HookScript
{
    public const string Begin = "# >>> slipway >>>";
    public const string End = "# <<< slipway <<<";

    /// <summary>The hook of a bare repository, which gets what was pushed on its standard input.</summary>
    public const string Receiving = "post-receive";

    /// <summary>The hooks of a work tree after which its branch may stand elsewhere.</summary>
    public static readonly string[] Committing = ["post-commit", "post-merge", "post-rewrite"];

    /// <summary>The block that goes into the hook, markers and all.</summary>
    /// <param name="hook">The hook's name.</param>
    /// <param name="repositoryId">The id of the connected repository.</param>
    /// <param name="home">The server's data directory.</param>
    /// <param name="program">The client's program, for machines without curl.</param>
    public static string Block(string hook, string repositoryId, string home, string program) => $$"""
        {{Begin}}
        # Tells Slipway of new commits: in the background, so that it neither fails nor delays Git. Taken out again by: slipway disconnect
        {{(hook == Receiving ? "slipway_pushed=$(cat) || :" : Standing)}}
        (
          trap '' HUP
          slipway_home={{Quote(home)}}
          slipway_repository={{Quote(repositoryId)}}
          slipway_program={{Quote(program)}}
          slipway_url=$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$slipway_home/server.json")
          slipway_token=$(sed -n 's/.*"token":"\([^"]*\)".*/\1/p' "$slipway_home/server.json")
          [ -n "$slipway_url" ] && [ -n "$slipway_token" ] || exit 0
          slipway_tell() {
            slipway_body='{}'
            case $1 in
              '' | *[\"\\]*) ;;
              *)
                slipway_body="{\"ref\":\"$1\""
                [ -z "$2" ] || slipway_body="$slipway_body,\"before\":\"$2\""
                slipway_body="$slipway_body,\"after\":\"$3\"}"
                ;;
            esac
            if command -v curl > /dev/null; then
              # The token goes through a pipe: arguments can be read by everybody.
              printf 'header = "Authorization: Bearer %s"\n' "$slipway_token" |
                curl --silent --config - --noproxy '*' --connect-timeout 2 --max-time 20 --header 'Content-Type: application/json' \
                  --data "$slipway_body" "$slipway_url/api/repositories/$slipway_repository/pushed"
            else
              SLIPWAY_HOME=$slipway_home "$slipway_program" pushed "$slipway_repository" ${1:+"--ref=$1"} ${2:+"--before=$2"} ${3:+"--after=$3"} < /dev/null
            fi
          }
          if [ -z "$slipway_pushed" ]; then
            slipway_tell
          else
            printf '%s\n' "$slipway_pushed" | while read -r slipway_before slipway_after slipway_ref; do
              slipway_tell "$slipway_ref" "$slipway_before" "$slipway_after"
            done
          fi
        ) < /dev/null > /dev/null 2>&1 &
        {{End}}

        """;

    // One line of the form that a receiving hook gets. What is checked out may be another branch a moment later, so this is not left to the background.
    private const string Standing =
        """slipway_pushed=$(slipway_ref=$(git symbolic-ref -q HEAD) && printf '%040d %s %s' 0 "$(git rev-parse -q --verify HEAD)" "$slipway_ref") || slipway_pushed=''""";

    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
